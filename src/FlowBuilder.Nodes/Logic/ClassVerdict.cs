namespace FlowBuilder.Nodes.Logic;

/// <summary>Which class a text was put into.</summary>
/// <param name="Class">The class's name; null for none.</param>
/// <param name="Confidence">How sure that is, 0 to 1.</param>
/// <param name="Reason">Why, in a sentence; may be empty.</param>
internal sealed record ClassVerdict(string? Class, double Confidence, string Reason);
