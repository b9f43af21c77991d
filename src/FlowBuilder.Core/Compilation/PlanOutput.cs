using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Compilation;

/// <summary>An output port with the edges that leave it.</summary>
/// <param name="Port">The port.</param>
/// <param name="Edges">Indices of its edges; empty where nothing is connected.</param>
internal sealed record PlanOutput(PortSpec Port, int[] Edges);
