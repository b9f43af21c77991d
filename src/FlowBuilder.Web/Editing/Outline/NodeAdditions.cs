using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Editing.Canvas;

namespace FlowBuilder.Web.Editing.Outline;

/// <summary>Adds nodes without a pointer: each at a free place beside the one that is meant, wired to it where it fits.</summary>
/// <param name="bench">The window on the flow.</param>
internal sealed class NodeAdditions(Workbench bench)
{
    private const int Gap = 72;
    private const int Step = 40;
    private const int Clearance = 160;

    /// <summary>Adds a node behind another, which then gives to it.</summary>
    /// <returns>The new node and whether it is wired; null for a type that is not known.</returns>
    public (NodeId Id, bool IsWired)? After(NodeModel node, string typeId) =>
        Add(typeId, new CanvasPoint(node.Node.Position.X + node.Width + Gap, node.Node.Position.Y), giver: node, taker: null);

    /// <summary>Adds a node before another, to which it then gives.</summary>
    /// <returns>The new node and whether it is wired; null for a type that is not known.</returns>
    public (NodeId Id, bool IsWired)? Before(NodeModel node, string typeId) =>
        Add(typeId, new CanvasPoint(node.Node.Position.X - NodeGeometry.MinWidth - Gap, node.Node.Position.Y), giver: null, taker: node);

    /// <summary>Adds a node at the end of the flow, behind the last node that gives something.</summary>
    /// <returns>The new node and whether it is wired; null for a type that is not known.</returns>
    public (NodeId Id, bool IsWired)? AtEnd(string typeId)
    {
        var nodes = RunningOrder.Of(bench.Session.Flow).Select(bench.Canvas.Find).OfType<NodeModel>().ToList();
        if (nodes.Count == 0) return Add(typeId, default, giver: null, taker: null);
        var right = nodes.Max(node => node.Node.Position.X + node.Width) + Gap;
        return Add(typeId, new CanvasPoint(right, nodes[^1].Node.Position.Y), nodes.LastOrDefault(node => node.Outputs.Any()), taker: null);
    }

    private (NodeId Id, bool IsWired)? Add(string typeId, CanvasPoint place, NodeModel? giver, NodeModel? taker)
    {
        if (bench.Catalogue.Find(typeId) is not { } type) return null;
        var isWired = false;
        var added = bench.Editor.AddNode(typeId, Free(place), node =>
        {
            if (Wire(node, type, giver, taker) is not { } edge) return [];
            isWired = true;
            return [edge];
        });
        return added is { } id ? (id, isWired) : null;
    }

    private static FlowEdge? Wire(FlowNode node, NodeType type, NodeModel? giver, NodeModel? taker)
    {
        var ports = type.PortsOf(node);
        if (giver is not null && WireChoices.Natural(giver.Ports, ports, _ => false) is var (output, input))
            return new FlowEdge(new PortAddress(giver.Node.Id, output), new PortAddress(node.Id, input));
        if (taker is not null && WireChoices.Natural(ports, taker.Ports, port => !port.IsList && taker.WiredInputs.Contains(port.Id)) is var (given, taken))
            return new FlowEdge(new PortAddress(node.Id, given), new PortAddress(taker.Node.Id, taken));
        return null;
    }

    private CanvasPoint Free(CanvasPoint place)
    {
        while (bench.Canvas.Nodes.Any(other =>
            place.X < other.Node.Position.X + other.Width && place.X + NodeGeometry.MinWidth > other.Node.Position.X
            && Math.Abs(place.Y - other.Node.Position.Y) < Clearance))
            place = CanvasPoint.From(place.X, place.Y + Step);
        return CanvasPoint.From(place.X / 10 * 10, place.Y / 10 * 10);
    }
}
