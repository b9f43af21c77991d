namespace FlowBuilder.Core.Nodes;

/// <summary>The settings of a node type that has none.</summary>
public sealed record NoSettings;
