namespace FlowBuilder.Core.Knowledge;

/// <summary>How the documents of a knowledge base are cleaned, cut and embedded.</summary>
public sealed record KnowledgeSettings
{
    /// <summary>What is done to their texts before they are cut.</summary>
    public KnowledgeCleaning Cleaning { get; init; } = new();

    /// <summary>How they are cut into chunks.</summary>
    public KnowledgeSplitting Splitting { get; init; } = new();

    /// <summary>The model whose vectors stand for the chunks; null for the offline embedding.</summary>
    public KnowledgeEmbedding? Embedding { get; init; }
}
