using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Budgets;

/// <summary>What was used of a budget.</summary>
/// <param name="Cost">US dollars, as far as prices are known.</param>
/// <param name="Tokens">Tokens, sent and received together.</param>
/// <param name="Seconds">Seconds of work.</param>
public sealed record BudgetUse(decimal Cost, long Tokens, double Seconds)
{
    /// <summary>Nothing.</summary>
    public static BudgetUse None { get; } = new(0, 0, 0);

    /// <summary>The sum of two.</summary>
    public static BudgetUse operator +(BudgetUse left, BudgetUse right) =>
        new(left.Cost + right.Cost, left.Tokens + right.Tokens, left.Seconds + right.Seconds);

    /// <summary>The sum of two.</summary>
    public static BudgetUse Add(BudgetUse left, BudgetUse right) => left + right;

    /// <summary>What calls to models used.</summary>
    public static BudgetUse Of(TokenUsage usage) => new(usage.Cost ?? 0, usage.InputTokens + usage.OutputTokens, 0);

    /// <summary>Whether something of a budget is used up.</summary>
    public bool Reaches(Budget budget) => Cost >= budget.Cost || Tokens >= budget.Tokens || Seconds >= budget.Seconds;
}
