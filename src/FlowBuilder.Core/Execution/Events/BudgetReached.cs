using System.Text.Json.Serialization;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A budget is used up: what it bounds is stopped, or a person is asked.</summary>
public sealed record BudgetReached : RunEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "budget.reached";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>The path of the node whose call met the end, or null where it was the time of a whole run.</summary>
    public string? Node { get; init; }

    /// <summary>What the budget bounds.</summary>
    public required BudgetScope Scope { get; init; }

    /// <summary>What of it is used up.</summary>
    public required BudgetMeasure What { get; init; }

    /// <summary>How much there was: US dollars, tokens or seconds.</summary>
    public required decimal Limit { get; init; }

    /// <summary>How much was used.</summary>
    public required decimal Used { get; init; }

    /// <summary>What happened and what to do.</summary>
    public required LocalText Text { get; init; }

    internal static BudgetReached Of(BudgetReach reach, string? node) => new()
    {
        Node = node,
        Scope = reach.Scope,
        What = reach.Measure,
        Limit = reach.Limit,
        Used = reach.Used,
        Text = reach.Text,
    };
}
