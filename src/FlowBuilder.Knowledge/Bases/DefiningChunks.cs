using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Searching;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Ranks chunks that say what something is, where that is asked.</summary>
internal static class DefiningChunks
{
    /// <summary>How many of the best that other searches found are read for it.</summary>
    public const int LookedAt = 50;

    // Enough to bring the last of those looked at before the first that only uses the word; little where it is not sure.
    private const double WeightOfSure = 0.5;
    private const double WeightOfUnsure = 0.1;

    /// <summary>The chunks that define what is asked, else those that may; null where there are none.</summary>
    /// <param name="found">What other searches found together, best first.</param>
    /// <param name="chunks">The texts of the first of them.</param>
    /// <param name="question">What is asked.</param>
    public static Ranking? Among(List<HybridHit> found, IEnumerable<KnowledgeChunk> chunks, DefinitionQuestion question)
    {
        var answers = chunks.ToDictionary(chunk => chunk.Number, chunk => question.Answers(chunk.Text));
        var surest = answers.Values.DefaultIfEmpty().Max();
        if (surest <= 0) return null;
        var hits = found.Where(hit => answers.TryGetValue(hit.Key, out var sure) && sure >= surest).Select(hit => (hit.Key, surest));
        return new Ranking(RankingSource.Definition, [.. hits], surest >= 1 ? WeightOfSure : WeightOfUnsure);
    }
}
