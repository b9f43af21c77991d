using FlowBuilder.Core.Privacy;

namespace FlowBuilder.Core.Knowledge;

/// <summary>What is done to the texts of documents before they are cut.</summary>
public sealed record KnowledgeCleaning
{
    /// <summary>Whether blanks, empty lines, line ends and Unicode's several ways to write one character are made alike. Code and aligned columns stay.</summary>
    /// <value><see langword="true"/></value>
    public bool Whitespace { get; init; } = true;

    /// <summary>Whether lines that stand at the head or foot of many pages of a file, and page numbers, are left out.</summary>
    /// <value><see langword="true"/></value>
    public bool RepeatedLines { get; init; } = true;

    /// <summary>Whether words of PDF files that were divided at the end of a line are joined where the file has them whole elsewhere.</summary>
    /// <value><see langword="true"/></value>
    public bool DividedWords { get; init; } = true;

    /// <summary>What is masked of persons; nothing by default. The order does not matter.</summary>
    public IReadOnlyList<PersonalDataKind> Mask { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(KnowledgeCleaning? other) =>
        other is not null && Whitespace == other.Whitespace && RepeatedLines == other.RepeatedLines && DividedWords == other.DividedWords
        && MaskBits == other.MaskBits;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Whitespace, RepeatedLines, DividedWords, MaskBits);

    private int MaskBits => Mask.Aggregate(0, (bits, kind) => bits | 1 << (int)kind);
}
