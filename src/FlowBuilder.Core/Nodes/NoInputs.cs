namespace FlowBuilder.Core.Nodes;

/// <summary>The inputs of a node type that has no input ports.</summary>
public sealed record NoInputs;
