namespace FlowBuilder.Knowledge.Searching;

/// <summary>Why a hit has its score: what one of the searches said of it.</summary>
/// <param name="Source">The kind of search.</param>
/// <param name="Rank">Its place in that search, from 1.</param>
/// <param name="Score">That search's own score: relevance from 0 to 1 for words, the cosine for vectors.</param>
/// <param name="Share">What it adds to the score of the hit; the shares of a hit make up its score.</param>
public readonly record struct ScorePart(RankingSource Source, int Rank, double Score, double Share);
