using FlowBuilder.Core.Models;

namespace FlowBuilder.Core.Budgets;

/// <summary>A call to a model that is about to be made.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="InputTokens">The most tokens that are sent.</param>
/// <param name="MostOutput">The most tokens that the caller wants back; null for as many as the model writes.</param>
/// <param name="Price">What the model costs, or null where that is not known.</param>
public sealed record MeteredCall(string Model, long InputTokens, int? MostOutput, ModelPrice? Price);
