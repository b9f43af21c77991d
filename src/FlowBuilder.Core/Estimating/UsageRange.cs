using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Estimating;

/// <summary>Between what and what calls to models are likely to use.</summary>
/// <param name="Low">What is used when all goes the short way.</param>
/// <param name="High">What is used when all goes the long way.</param>
public readonly record struct UsageRange(TokenUsage Low, TokenUsage High)
{
    /// <summary>Nothing.</summary>
    public static readonly UsageRange None = new(new TokenUsage(0, 0), new TokenUsage(0, 0));

    /// <summary>Whether it may come to more money or tokens than a budget gives.</summary>
    public bool MayExceed(Budget budget) => High.Cost > budget.Cost || High.InputTokens + High.OutputTokens > budget.Tokens;

    /// <summary>The sum of two; its costs are the sums of what is known.</summary>
    public static UsageRange operator +(UsageRange left, UsageRange right) => new(left.Low + right.Low, left.High + right.High);

    /// <summary>The sum of two; its costs are the sums of what is known.</summary>
    public static UsageRange Add(UsageRange left, UsageRange right) => left + right;

    /// <summary>The range of repeating it, from fewest to most times.</summary>
    internal UsageRange Times(long fewest, long most) => new(Times(Low, fewest), Times(High, most));

    private static TokenUsage Times(TokenUsage usage, long times) =>
        new(usage.InputTokens * times, usage.OutputTokens * times, usage.Cost * times);
}
