using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Compilation;

/// <summary>An input port that edges end at.</summary>
/// <param name="Port">The port.</param>
/// <param name="Edges">Indices of its edges, in edge order; one, unless the port is a list.</param>
internal sealed record PlanInput(PortSpec Port, int[] Edges);
