namespace FlowBuilder.Core.Budgets;

/// <summary>What of a budget is counted.</summary>
public enum BudgetMeasure
{
    /// <summary>US dollars.</summary>
    Cost,

    /// <summary>Tokens.</summary>
    Tokens,

    /// <summary>Seconds.</summary>
    Time,
}
