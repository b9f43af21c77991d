namespace FlowBuilder.Core.Models;

/// <summary>What a model costs, in US dollars for a million tokens.</summary>
/// <param name="InputPerMillion">US dollars for a million input tokens.</param>
/// <param name="OutputPerMillion">US dollars for a million output tokens.</param>
public sealed record ModelPrice(decimal InputPerMillion, decimal OutputPerMillion)
{
    /// <summary>The cost in US dollars of a call.</summary>
    public decimal CostOf(long inputTokens, long outputTokens) =>
        (inputTokens * InputPerMillion + outputTokens * OutputPerMillion) / 1_000_000m;
}
