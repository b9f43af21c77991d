namespace FlowBuilder.Interchange.Pictures;

/// <summary>One line of a card: a setting that matters, in plain words.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">What it is set to.</param>
/// <param name="IsLong">Whether it may take two lines.</param>
public sealed record NodeFact(string Label, string Value, bool IsLong);
