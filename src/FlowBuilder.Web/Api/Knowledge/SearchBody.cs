using FlowBuilder.Knowledge.Bases;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>What is asked of a knowledge base.</summary>
internal sealed record SearchBody
{
    /// <summary>The most characters of a question.</summary>
    public const int MostLength = 8_000;

    /// <summary>The most results that can be asked for.</summary>
    public const int MostResults = 200;

    /// <summary>The question.</summary>
    public required string Query { get; init; }

    /// <summary>How it is searched.</summary>
    public KnowledgeSearchMode Mode { get; init; } = KnowledgeSearchMode.Hybrid;

    /// <summary>The most results.</summary>
    public int Top { get; init; } = 10;

    /// <summary>The least score to give, in the mode's own measure.</summary>
    public double? LeastScore { get; init; }
}
