using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Changes what one run of the flow may use.</summary>
/// <param name="Budget">The new budget; null for none.</param>
internal sealed record SetFlowBudget(Budget? Budget) : FlowEdit
{
    /// <inheritdoc/>
    public override object Property => typeof(SetFlowBudget);

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow with { Budget = Budget };

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new SetFlowBudget(before.Budget);
}
