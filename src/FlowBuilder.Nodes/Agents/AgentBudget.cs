using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Agents;

/// <summary>What an agent has used of its steps, tokens and money, and what it may still use.</summary>
internal sealed class AgentBudget(AgentSettings settings, OpenedChatModel model)
{
    // Fewer tokens than this say nothing worth paying the prompt for.
    private const int FewestTokens = 16;

    private TokenUsage _used = new(0, 0);

    /// <summary>How often the model was asked.</summary>
    public int Steps { get; private set; }

    /// <summary>What was used, workers included.</summary>
    public TokenUsage Used => _used;

    /// <summary>Whether the next step is the last.</summary>
    public bool IsLastStep => Steps == settings.Steps - 1;

    /// <summary>Counts a step.</summary>
    public void TakeStep() => Steps++;

    /// <summary>A step that the provider refused counts as none.</summary>
    public void GiveStepBack() => Steps--;

    /// <summary>Counts what something used.</summary>
    public void Add(TokenUsage? usage) => _used += usage ?? new TokenUsage(0, 0);

    /// <summary>The limit that the next step would pass, or null; and how much the model may write in it, or null for as much as it wants.</summary>
    public (AgentLimit? Limit, int? MostOutput) Ahead(IEnumerable<ChatMessage> messages)
    {
        if (Steps >= settings.Steps) return (AgentLimit.Steps, null);
        if (settings.Tokens is null && settings.Cost is null) return (null, settings.MaxTokens);
        long most = settings.MaxTokens ?? int.MaxValue;
        var sent = PromptTokens.Count(messages, options: null);
        if (settings.Tokens is { } tokens)
        {
            var left = tokens - _used.InputTokens - _used.OutputTokens - sent;
            if (left < FewestTokens) return (AgentLimit.Tokens, null);
            most = Math.Min(most, left);
        }

        if (settings.Cost is { } cost && model.Price is { } price)
        {
            var left = (decimal)cost - (_used.Cost ?? 0) - price.CostOf(sent, 0);
            if (left < price.CostOf(0, FewestTokens)) return (AgentLimit.Cost, null);
            if (price.OutputPerMillion > 0) most = Math.Min(most, (long)Math.Min(int.MaxValue, left * 1_000_000m / price.OutputPerMillion));
        }

        return (null, most == int.MaxValue ? null : (int)most);
    }

    /// <summary>The limit that cut a step's text short, or null where it was not the agent's.</summary>
    public AgentLimit? CutBy(int? mostOutput) => mostOutput is null || mostOutput == settings.MaxTokens ? null
        : settings.Tokens is { } tokens && _used.InputTokens + _used.OutputTokens + FewestTokens >= tokens ? AgentLimit.Tokens
        : settings.Cost is not null ? AgentLimit.Cost
        : AgentLimit.Tokens;
}
