using FlowBuilder.Core.Execution;

namespace FlowBuilder.Core.Budgets;

/// <summary>A budget that a node's calls draw on.</summary>
/// <param name="Account">What is left of it.</param>
/// <param name="Stops">The run that ends with it, whatever its nodes do about their failures; null for a node's own, which its error policy deals with.</param>
internal readonly record struct BudgetLink(BudgetAccount Account, FlowRun? Stops);
