namespace FlowBuilder.Core.Ports;

/// <summary>What a .NET type says of the port that carries it.</summary>
/// <param name="Type">The port type; of a list, that of one item.</param>
/// <param name="IsList">Whether it is a list of values from several edges.</param>
/// <param name="AcceptsLive">Whether it takes live text.</param>
internal readonly record struct PortShape(PortType Type, bool IsList = false, bool AcceptsLive = false);
