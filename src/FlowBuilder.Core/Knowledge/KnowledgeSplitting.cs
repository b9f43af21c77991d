namespace FlowBuilder.Core.Knowledge;

/// <summary>How documents are cut into chunks.</summary>
public sealed record KnowledgeSplitting
{
    /// <summary>Where they may be cut: a method of the node <c>documents.split</c>, in camel case.</summary>
    /// <value><c>recursive</c></value>
    public string Method { get; init; } = "recursive";

    /// <summary>The most characters (UTF-16 code units) of a chunk.</summary>
    /// <value>1,000; from 20 to 100,000.</value>
    public int Size { get; init; } = 1000;

    /// <summary>The most characters that a chunk repeats of the one before; less than <see cref="Size"/>.</summary>
    /// <value>150; from 0 to 50,000.</value>
    public int Overlap { get; init; } = 150;
}
