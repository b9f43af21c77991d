using System.Collections.Immutable;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>Wires that arrive at one port in another order, which is the order of the port's values.</summary>
/// <param name="Port">The port.</param>
/// <param name="Node">The name of its node.</param>
/// <param name="Before">Where the wires that both versions have come from, in the older order.</param>
/// <param name="After">The same in the newer order.</param>
public sealed record WireOrderChange(PortAddress Port, LocalText Node, ImmutableArray<PortAddress> Before, ImmutableArray<PortAddress> After);
