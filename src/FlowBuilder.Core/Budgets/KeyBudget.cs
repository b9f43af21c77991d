namespace FlowBuilder.Core.Budgets;

/// <summary>What the runs that are started with one key may use in a day.</summary>
/// <param name="Id">The key's id.</param>
/// <param name="Name">What people call the key.</param>
/// <param name="Budget">Money, tokens and time of work, that of runs at the same time added up.</param>
public sealed record KeyBudget(string Id, string Name, Budget Budget);
