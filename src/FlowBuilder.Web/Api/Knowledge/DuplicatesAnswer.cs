using FlowBuilder.Knowledge.Bases;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>What a knowledge base holds twice.</summary>
/// <param name="Chunks">How many chunks can be found.</param>
/// <param name="Compared">How many of them were compared.</param>
/// <param name="GroupCount">How many groups of chunks say the same.</param>
/// <param name="DuplicateCount">How many chunks would be dropped if one of each group were kept.</param>
/// <param name="Groups">The groups, the largest first.</param>
internal sealed record DuplicatesAnswer(int Chunks, int Compared, int GroupCount, int DuplicateCount, IReadOnlyList<DuplicatesAnswer.Group> Groups)
{
    /// <summary>The answer for what was found.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="limit">The most groups to give.</param>
    public static DuplicatesAnswer Of(DuplicateReport report, int limit) => new(
        report.Chunks,
        report.Compared,
        report.Groups.Count,
        report.Groups.Sum(group => group.Others.Count),
        [.. report.Groups.Take(limit).Select(group => new Group(
            ChunkItem.Of(group.Kept),
            [.. group.Others.Select(other => new Other(ChunkItem.Of(other.Chunk), other.Likeness, other.IsExact))]))]);

    /// <summary>Chunks that say the same.</summary>
    /// <param name="Kept">The one to keep.</param>
    /// <param name="Duplicates">The others, most alike first.</param>
    internal sealed record Group(ChunkItem Kept, IReadOnlyList<Other> Duplicates);

    /// <summary>A chunk that says what another says.</summary>
    /// <param name="Chunk">The chunk.</param>
    /// <param name="Likeness">How alike the two are, up to 1.</param>
    /// <param name="IsExact">Whether they differ in nothing but case, blanks and punctuation.</param>
    internal sealed record Other(ChunkItem Chunk, double Likeness, bool IsExact);
}
