using FlowBuilder.Knowledge.Searching.Vectors;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Searches by words and by vectors, and joins what both found.</summary>
public static class HybridSearch
{
    /// <summary>What answers best by both searches, best first.</summary>
    /// <param name="keywordHits">What keyword search found, best first, with relevance from 0 to 1; as many as <see cref="HybridOptions.Depth"/>.</param>
    /// <param name="vectors">The vectors of the same keys.</param>
    /// <param name="query">The vector of the query, by the same embedding as <paramref name="vectors"/>.</param>
    /// <param name="options">How to join.</param>
    /// <param name="filter">What may be found; keyword hits that it keeps out are dropped too. Null for all.</param>
    /// <exception cref="ArgumentException">The query's vector has other dimensions than the index.</exception>
    public static IReadOnlyList<HybridHit> Search(
        IReadOnlyList<(long Key, double Score)> keywordHits,
        VectorIndex vectors,
        ReadOnlySpan<float> query,
        HybridOptions options,
        VectorFilter? filter = null) =>
        Finish(RankFusion.Fuse(Rank(keywordHits, vectors, query, options, filter)), vectors, options);

    /// <summary>What each of both searches finds for one wording of a question, not joined yet; the parameters are those of <see cref="Search"/>.</summary>
    /// <exception cref="ArgumentException">The query's vector has other dimensions than the index.</exception>
    public static IReadOnlyList<Ranking> Rank(
        IReadOnlyList<(long Key, double Score)> keywordHits,
        VectorIndex vectors,
        ReadOnlySpan<float> query,
        HybridOptions options,
        VectorFilter? filter = null)
    {
        var depth = Math.Max(options.Depth, options.Top);
        List<(long Key, double Score)> byWords =
            [.. keywordHits.Where(hit => hit.Score >= options.LeastRelevance && filter?.Allows(hit.Key) != false).Take(depth)];
        var asked = QueryFeedback.Moved(query, vectors, byWords.Take(options.FeedbackFrom));
        List<(long Key, double Score)> byVectors =
            [.. vectors.Search(asked, depth, filter).Where(hit => hit.Score >= options.LeastCosine).Select(hit => (hit.Key, hit.Score))];
        return [new Ranking(RankingSource.Keyword, byWords), new Ranking(RankingSource.Vector, byVectors, options.VectorWeight)];
    }

    /// <summary>Joins the rankings of several searches, such as those for several wordings of one question.</summary>
    /// <param name="rankings">What each search found.</param>
    /// <param name="vectors">The vectors of the same keys, by which hits are told apart where <see cref="HybridOptions.Diversity"/> asks for it.</param>
    /// <param name="options">How many to give, how good and how different; weights come from the rankings.</param>
    public static IReadOnlyList<HybridHit> Join(IReadOnlyList<Ranking> rankings, VectorIndex vectors, HybridOptions options) =>
        Finish(RankFusion.Fuse(rankings), vectors, options);

    /// <summary>The best of what was found, as many, as good and as different as they shall be; without vectors, none are told apart.</summary>
    internal static List<HybridHit> Finish(List<HybridHit> fused, VectorIndex? vectors, HybridOptions options)
    {
        fused.RemoveAll(hit => hit.Score < options.LeastScore);
        return options.Diversity > 0 && vectors is not null
            ? MarginalRelevance.Choose(fused, vectors, options.Top, options.Diversity)
            : fused[..Math.Clamp(options.Top, 0, fused.Count)];
    }
}
