namespace FlowBuilder.Core.Budgets;

/// <summary>What a budget bounds.</summary>
public enum BudgetScope
{
    /// <summary>One run of a node, its retries and the flows inside it included.</summary>
    Node,

    /// <summary>One run of a flow, as the flow itself says.</summary>
    Flow,

    /// <summary>One run, as whoever started it or the installation says.</summary>
    Run,

    /// <summary>All runs of a day that were started with one key.</summary>
    Key,

    /// <summary>All runs of a day.</summary>
    Day,
}
