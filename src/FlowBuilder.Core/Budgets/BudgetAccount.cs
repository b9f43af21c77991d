using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Budgets;

/// <summary>What one budget has left of its money and tokens: used, or held back for calls under way; and of its time, where runs share it.</summary>
/// <remarks>Every member but <see cref="Gate"/> and <see cref="Time"/> is used under it.</remarks>
/// <param name="scope">What it bounds.</param>
/// <param name="name">What people call that.</param>
/// <param name="budget">The budget.</param>
internal sealed class BudgetAccount(BudgetScope scope, Text.LocalText name, Budget budget)
{
    /// <summary>One lock for all accounts: a call passes several in one step, and each passing takes microseconds.</summary>
    public static readonly Lock Gate = new();

    private TaskCompletionSource _changed = NewSignal();
    private int _holders;

    public BudgetScope Scope => scope;

    public Text.LocalText Name => name;

    public Budget Budget { get; private set; } = budget;

    /// <summary>The time that several runs share; null where one run keeps its own.</summary>
    public SharedTime? Time { get; private set; }

    /// <summary>What is told where nothing is left that a call could be made with; null where there is something.</summary>
    public BudgetReach? Spent => CostLimit is { } cost && UsedCost >= cost ? new(scope, name, BudgetMeasure.Cost, cost, UsedCost, RenewsAt)
        : TokenLimit is { } tokens && UsedTokens >= tokens ? new(scope, name, BudgetMeasure.Tokens, tokens, UsedTokens, RenewsAt)
        : Time is { IsOver: true } ? OverTime(Time)
        : null;

    /// <summary>When it begins anew, in UTC; null for never.</summary>
    public DateTimeOffset? RenewsAt { get; init; }

    /// <summary>Called after each change of what is used, under the lock; must return at once.</summary>
    public Action<BudgetUse>? OnUsed { get; init; }

    public decimal? CostLimit { get; private set; } = budget.Cost;

    public long? TokenLimit { get; private set; } = budget.Tokens;

    public decimal UsedCost { get; private set; }

    public long UsedTokens { get; private set; }

    public decimal HeldCost { get; private set; }

    public long HeldTokens { get; private set; }

    /// <summary>Whether calls under way hold something back.</summary>
    public bool IsHeld => _holders > 0;

    /// <summary>Whether it was told that it is used up, and nobody let it go on.</summary>
    public bool IsTold { get; set; }

    /// <summary>Whether a person has said that it does not go on.</summary>
    public bool IsClosed { get; set; }

    /// <summary>The asking of a person that is under way, or null.</summary>
    public Task? Asking { get; set; }

    /// <summary>Ends when a call gives back what it held.</summary>
    public Task Changed => _changed.Task;

    /// <summary>Takes over what was used before, by other runs or another process.</summary>
    public void Start(BudgetUse used) => (UsedCost, UsedTokens) = (used.Cost, used.Tokens);

    /// <summary>Counts the time of its runs together from here on.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="used">Seconds that were used before.</param>
    public void ShareTime(TimeProvider clock, double used)
    {
        Time = new SharedTime(clock, seconds => OnUsed?.Invoke(BudgetUse.None with { Seconds = seconds }), StopForTime);
        Time.Start(used);
    }

    public void Hold(decimal cost, long tokens)
    {
        _holders++;
        HeldCost += cost;
        HeldTokens += tokens;
    }

    public void Release(decimal cost, long tokens, TokenUsage? used)
    {
        _holders--;
        HeldCost -= cost;
        HeldTokens -= tokens;
        if (used is not null)
        {
            UsedCost += used.Cost ?? 0;
            UsedTokens += used.InputTokens + used.OutputTokens;
            OnUsed?.Invoke(BudgetUse.Of(used));
        }

        var changed = _changed;
        _changed = NewSignal();
        changed.TrySetResult();
    }

    /// <summary>Gives another amount than before.</summary>
    public void Limit(Budget other)
    {
        (Budget, CostLimit, TokenLimit) = (other, other.Cost, other.Tokens);
        Time?.Limit = other.Seconds;
    }

    /// <summary>Gives as much again.</summary>
    public void Raise()
    {
        CostLimit += Budget.Cost;
        TokenLimit += Budget.Tokens;
        IsTold = false;
    }

    private void StopForTime(FlowRun run)
    {
        if (Time is { } shared) run.StopForTime(OverTime(shared));
    }

    // Timers come a little late: what is told is what there was.
    private BudgetReach OverTime(SharedTime shared) => new(scope, name, BudgetMeasure.Time, (decimal)(shared.Limit ?? 0), (decimal)Math.Round(shared.Used, 1), RenewsAt);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
