namespace FlowBuilder.Core.Knowledge;

/// <summary>A knowledge base with how much it holds.</summary>
/// <param name="Base">The knowledge base.</param>
/// <param name="Counts">How much it holds.</param>
public sealed record KnowledgeBaseSummary(KnowledgeBase Base, KnowledgeCounts Counts);
