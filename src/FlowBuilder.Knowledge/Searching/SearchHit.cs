namespace FlowBuilder.Knowledge.Searching;

/// <summary>A text that a query found.</summary>
/// <param name="Index">Its place among the indexed texts, from 0.</param>
/// <param name="Score">Its BM25 score: comparable within one query only.</param>
/// <param name="Relevance">
/// From 0 to 1: its score as a share of what a text would reach that holds every word of the query any number of times. A text of
/// ordinary length with every word once has about 0.45.
/// </param>
internal readonly record struct SearchHit(int Index, double Score, double Relevance);
