using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Web.Editing;

/// <summary>How a new node can be wired with a port.</summary>
/// <param name="Type">The new node's type.</param>
/// <param name="Settings">The settings that it begins with.</param>
/// <param name="Port">The port of the new node that fits best.</param>
/// <param name="Rank">How well it fits; less is better.</param>
internal sealed record PortFit(NodeType Type, JsonMembers Settings, PortSpec Port, int Rank);
