namespace FlowBuilder.Web.Components.Fields;

/// <summary>Something that a combobox offers.</summary>
/// <param name="Value">The value that it stands for.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Hint">What tells it from others; may be empty.</param>
public sealed record ComboChoice(string Value, string Label, string Hint = "");
