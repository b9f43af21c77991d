namespace FlowBuilder.Core.Budgets;

/// <summary>What happens when a budget is used up.</summary>
public enum AtBudgetEnd
{
    /// <summary>What it bounds is stopped.</summary>
    Stop,

    /// <summary>A person is asked whether it goes on with as much again.</summary>
    Ask,
}
