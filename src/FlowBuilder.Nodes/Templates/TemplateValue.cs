namespace FlowBuilder.Nodes.Templates;

/// <summary>A value in a rendered template, for nodes that escape values for the place where they stand.</summary>
/// <param name="Value">The value as it came; null for none.</param>
/// <param name="Text">The value written out.</param>
internal sealed record TemplateValue(object? Value, string Text);
