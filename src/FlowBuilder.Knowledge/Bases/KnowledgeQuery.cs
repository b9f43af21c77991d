namespace FlowBuilder.Knowledge.Bases;

/// <summary>What is asked of a knowledge base.</summary>
/// <param name="Text">The question.</param>
/// <param name="Mode">How it is searched.</param>
/// <param name="Top">The most to give.</param>
public sealed record KnowledgeQuery(string Text, KnowledgeSearchMode Mode = KnowledgeSearchMode.Hybrid, int Top = 10)
{
    /// <summary>The least score to give: in the mode's own measure.</summary>
    public double? LeastScore { get; init; }
}
