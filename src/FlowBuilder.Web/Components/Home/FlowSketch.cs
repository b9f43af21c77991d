using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Web.Editing.Canvas;

namespace FlowBuilder.Web.Components.Home;

/// <summary>A flow drawn small: boxes and curves, with the frame that holds them.</summary>
internal sealed record FlowSketch(
    IReadOnlyList<FlowSketch.Box> Boxes,
    IReadOnlyList<FlowSketch.Curve> Wires,
    double X,
    double Y,
    double Width,
    double Height)
{
    // More would be a grey patch, and slow to send.
    private const int MostNodes = 120;
    private const double Margin = 24;

    // Room that a card's settings take, and the least frame, so that one node alone is not drawn huge.
    private const double BodyHeight = 44;
    private const double LeastWidth = 900;
    private const double LeastHeight = 320;

    /// <summary>Nothing.</summary>
    public static readonly FlowSketch Empty = new([], [], 0, 0, LeastWidth, LeastHeight);

    /// <summary>Draws a flow.</summary>
    public static FlowSketch Of(Flow flow, NodeCatalogue catalogue)
    {
        if (flow.Nodes.IsEmpty) return Empty;
        var canvas = new CanvasModel(catalogue);
        canvas.Show(flow.Nodes.Length <= MostNodes ? flow : flow with { Nodes = flow.Nodes[..MostNodes] });
        var boxes = canvas.Nodes.Select(BoxOf).ToList();
        var wires = canvas.Wires
            .Select(wire => new Curve(wire.Type.Name, WireGeometry.PathOf(wire.From.X, wire.From.Y, wire.To.X, wire.To.Y)))
            .ToList();
        var (left, top) = (boxes.Min(box => box.X), boxes.Min(box => box.Y));
        var (right, bottom) = (boxes.Max(box => box.X + box.Width), boxes.Max(box => box.Y + box.Height));
        var (width, height) = (Math.Max(LeastWidth, right - left + 2 * Margin), Math.Max(LeastHeight, bottom - top + 2 * Margin));
        return new FlowSketch(boxes, wires, (left + right - width) / 2, (top + bottom - height) / 2, width, height);
    }

    private static Box BoxOf(NodeModel node)
    {
        var rows = Math.Max(node.Inputs.Count(), node.Outputs.Count(port => port.Direction == PortDirection.Output));
        return new Box(node.Node.Position.X, node.Node.Position.Y, node.Width, NodeGeometry.HeightOf(rows) + BodyHeight, node.Type?.Category ?? "");
    }

    /// <summary>A node.</summary>
    internal sealed record Box(double X, double Y, double Width, double Height, string Category);

    /// <summary>A wire.</summary>
    internal sealed record Curve(string Type, string Path);
}
