using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>What calls to models used.</summary>
/// <param name="InputTokens">Tokens sent.</param>
/// <param name="OutputTokens">Tokens received.</param>
/// <param name="Cost">What it cost; absent where a price is not known.</param>
/// <param name="Currency">The currency of the cost.</param>
internal sealed record RunUsage(long InputTokens, long OutputTokens, decimal? Cost, string? Currency)
{
    /// <summary>Usage as the API shows it; zero tokens where no model was called.</summary>
    public static RunUsage Of(TokenUsage? usage) =>
        new(usage?.InputTokens ?? 0, usage?.OutputTokens ?? 0, usage?.Cost, usage?.Cost is null ? null : "USD");
}
