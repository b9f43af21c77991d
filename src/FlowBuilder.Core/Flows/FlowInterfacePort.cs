using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Flows;

/// <summary>One value that a flow takes or gives, as the port of a node that runs it.</summary>
/// <param name="Id">The port's id: the name that the flow's input or result has.</param>
/// <param name="Type">What goes through it.</param>
/// <param name="IsRequired">For an input, whether the flow cannot run without it.</param>
public sealed record FlowInterfacePort(string Id, PortType Type, bool IsRequired = false)
{
    /// <summary>The flow's node that it stands for; empty where only the interface is known.</summary>
    public NodeId Node { get; init; }

    /// <summary>That node's output port.</summary>
    public string Port { get; init; } = "";

    /// <summary>For an input, what it is for as the flow's author put it; may be empty.</summary>
    public string Description { get; init; } = "";
}
