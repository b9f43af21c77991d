using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Components.Editor.Commands;

/// <summary>What a context menu was opened on; nodes, notes and wires are the selection.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Port">The port, where it is one.</param>
/// <param name="IsOutput">Whether wires begin at the port.</param>
internal sealed record MenuTarget(CommandTargets Kind, PortAddress? Port = null, bool IsOutput = false);
