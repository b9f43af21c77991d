namespace FlowBuilder.Core.Nodes;

/// <summary>What calls to a model used.</summary>
/// <param name="InputTokens">Tokens sent.</param>
/// <param name="OutputTokens">Tokens received.</param>
/// <param name="Cost">US dollars, or null where the model's price is not known.</param>
public sealed record TokenUsage(long InputTokens, long OutputTokens, decimal? Cost = null)
{
    /// <summary>The sum of two; its cost is the sum of what is known.</summary>
    public static TokenUsage operator +(TokenUsage left, TokenUsage right) => new(
        left.InputTokens + right.InputTokens,
        left.OutputTokens + right.OutputTokens,
        left.Cost is null && right.Cost is null ? null : (left.Cost ?? 0) + (right.Cost ?? 0));

    /// <summary>The sum of two; its cost is the sum of what is known.</summary>
    public static TokenUsage Add(TokenUsage left, TokenUsage right) => left + right;
}
