using FlowBuilder.Core.Values;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Searches documents by the words of a query, and looks closer at the best where the query asks what something is.</summary>
internal static class PassageSearch
{
    // Only what the words brought so far up is read again.
    private const int LookedAt = 50;

    // What a defining passage gains, as a share of the way that it lacks to full relevance.
    private const double DefinitionGain = 0.6;

    /// <summary>The documents that answer best, best first, with their relevance as score.</summary>
    /// <param name="documents">The documents of the index, in its order.</param>
    /// <param name="index">Their index.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="top">The most to give.</param>
    /// <param name="leastScore">The least score to give, from 0 to 1.</param>
    public static IReadOnlyList<(int Index, double Score)> Search(
        IReadOnlyList<Document> documents,
        KeywordIndex index,
        string query,
        int top,
        double leastScore)
    {
        var question = DefinitionQuestion.Of(query);
        var hits = index.Search(query, question is null ? top : Math.Max(top, LookedAt));
        var ranked = hits.Select((hit, rank) => (hit.Index, Score: rank < LookedAt ? Raised(hit) : hit.Relevance));
        return [.. ranked.OrderByDescending(hit => hit.Score).Where(hit => hit.Score >= leastScore).Take(top)];

        double Raised(SearchHit hit) => question is null
            ? hit.Relevance
            : hit.Relevance + (1 - hit.Relevance) * DefinitionGain * question.Answers(documents[hit.Index].Text);
    }
}
