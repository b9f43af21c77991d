namespace FlowBuilder.Core.Budgets;

/// <summary>Keeps what was used of budgets that last a day.</summary>
public interface IBudgetStore
{
    /// <summary>What was used on a day; zero where nothing was.</summary>
    /// <param name="day">The day, in the operator's time zone.</param>
    /// <param name="account">Whose budget it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<BudgetUse> FindAsync(DateOnly day, string account, CancellationToken cancellationToken);

    /// <summary>Adds to what was used on a day.</summary>
    /// <param name="day">The day, in the operator's time zone.</param>
    /// <param name="account">Whose budget it is.</param>
    /// <param name="used">What was used.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    ValueTask AddAsync(DateOnly day, string account, BudgetUse used, CancellationToken cancellationToken);
}
