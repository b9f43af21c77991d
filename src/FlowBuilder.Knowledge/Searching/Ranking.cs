namespace FlowBuilder.Knowledge.Searching;

/// <summary>What one search found, to be joined with what others found.</summary>
/// <param name="Source">Which kind of search it was.</param>
/// <param name="Hits">Keys with the search's own scores, best first.</param>
/// <param name="Weight">How much its places count beside those of the others; 0 or more.</param>
public sealed record Ranking(RankingSource Source, IReadOnlyList<(long Key, double Score)> Hits, double Weight = 1);
