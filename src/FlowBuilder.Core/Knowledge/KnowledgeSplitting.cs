namespace FlowBuilder.Core.Knowledge;

/// <summary>How documents are cut into chunks.</summary>
public sealed record KnowledgeSplitting
{
    /// <summary>Where they may be cut: a method of the node <c>documents.split</c>, in camel case.</summary>
    /// <value><c>recursive</c></value>
    public string Method { get; init; } = "recursive";

    /// <summary>The most characters (UTF-16 code units) of a chunk; for the method <c>tokens</c>, the most tokens.</summary>
    /// <value>1,000; from 20 to 100,000.</value>
    public int Size { get; init; } = 1000;

    /// <summary>The most that a chunk repeats of the one before, counted alike; less than <see cref="Size"/>.</summary>
    /// <value>150; from 0 to 50,000.</value>
    public int Overlap { get; init; } = 150;

    /// <summary>
    /// The most of the wider section that a model is given in place of a chunk, counted alike: what stands under one heading, or as much
    /// around the chunk as this allows. Null gives the chunk alone.
    /// </summary>
    /// <value>Null; else more than <see cref="Size"/>, up to 200,000.</value>
    public int? ParentSize { get; init; }
}
