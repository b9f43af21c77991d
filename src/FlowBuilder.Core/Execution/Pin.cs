using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Execution;

/// <summary>Outputs that a person fixed for a node: runs from the editor use them instead of running the node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Outputs">Its values by port, in the order in which they were given.</param>
public sealed record Pin(NodeId Node, ImmutableArray<KeyValuePair<string, PortValue>> Outputs);
