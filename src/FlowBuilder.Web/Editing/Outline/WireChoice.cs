using FlowBuilder.Core.Ports;
using FlowBuilder.Web.Editing.Canvas;

namespace FlowBuilder.Web.Editing.Outline;

/// <summary>A port at which a wire may end, or begin, that is drawn without a pointer.</summary>
/// <param name="Node">The node.</param>
/// <param name="Port">The port.</param>
/// <param name="Replaces">Whether a wire that is there now goes.</param>
internal sealed record WireChoice(NodeModel Node, PortSpec Port, bool Replaces);
