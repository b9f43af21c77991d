namespace FlowBuilder.Core.Nodes;

/// <summary>A name with its value, as a row of a <see cref="FieldKind.Pairs"/> setting.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
public sealed record NameValue(string Name, string Value);
