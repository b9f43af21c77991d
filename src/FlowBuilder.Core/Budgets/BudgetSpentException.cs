using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Json;

namespace FlowBuilder.Core.Budgets;

/// <summary>A run cannot begin: a day's budget is used up.</summary>
public sealed class BudgetSpentException : RunRefusedException
{
    internal BudgetSpentException(BudgetReach reach, TimeSpan retryAfter)
        : base([new FlowDiagnostic(BudgetReach.CodeOf(reach.Scope), DiagnosticSeverity.Incomplete, JsonPath.Root, reach.Text)]) => RetryAfter = retryAfter;

    /// <summary>How long until there is some again.</summary>
    public TimeSpan RetryAfter { get; }
}
