using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Nodes;

/// <summary>An output port as a node's code names it.</summary>
/// <param name="id">The port's id on the node.</param>
/// <param name="type">What goes through it.</param>
public abstract class OutputPort(string id, PortType type)
{
    /// <summary>The port's id on the node.</summary>
    public string Id { get; } = id;

    /// <summary>What goes through it.</summary>
    public PortType Type { get; } = type;
}
