using FlowBuilder.Knowledge.Searching.Filters;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>What is asked of a knowledge base.</summary>
/// <param name="Text">The question.</param>
/// <param name="Mode">How it is searched.</param>
/// <param name="Top">The most to give.</param>
public sealed record KnowledgeQuery(string Text, KnowledgeSearchMode Mode = KnowledgeSearchMode.Hybrid, int Top = 10)
{
    /// <summary>Other wordings of the question. What is found for each is joined by its ranks, and scores are then those of hybrid search.</summary>
    public IReadOnlyList<string> OtherTexts { get; init; } = [];

    /// <summary>The condition that the metadata of a chunk must meet to be found at all; null for none.</summary>
    /// <remarks>Beside the chunk's metadata it may name <c>title</c>, <c>source</c> and <c>documentId</c>.</remarks>
    public MetadataFilter? Filter { get; init; }

    /// <summary>The least score to give: in the mode's own measure.</summary>
    public double? LeastScore { get; init; }

    /// <summary>How much results should differ from each other, from 0 (not at all) to 1 (only that counts); by maximal marginal relevance.</summary>
    public double Diversity { get; init; }
}
