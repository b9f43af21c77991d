namespace FlowBuilder.Core.Knowledge;

/// <summary>How the documents of a knowledge base are cut and embedded.</summary>
public sealed record KnowledgeSettings
{
    /// <summary>How they are cut into chunks.</summary>
    public KnowledgeSplitting Splitting { get; init; } = new();

    /// <summary>The model whose vectors stand for the chunks; null for the offline embedding.</summary>
    public KnowledgeEmbedding? Embedding { get; init; }
}
