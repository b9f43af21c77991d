using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Layout;
using FlowBuilder.Web.Editing.Canvas;

namespace FlowBuilder.Web.Editing;

/// <summary>Arranges nodes from left to right, and lets the notes beside them come along.</summary>
internal static class Tidying
{
    // A note that stands this near to a node belongs to it; it is drawn up to the distance at which none of its neighbours is nearer.
    private const double Beside = 160;
    private const double Close = 24;

    /// <summary>Where the parts go; those that stay are not in it.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="boxes">The nodes and notes to arrange, with their sizes.</param>
    public static ImmutableDictionary<PartId, CanvasPoint> Tidied(this CanvasModel canvas, IReadOnlyList<PartBox> boxes)
    {
        var nodes = boxes.Where(box => !box.Id.IsNote).ToList();
        if (nodes.Count == 0) return ImmutableDictionary<PartId, CanvasPoint>.Empty;
        var notes = boxes.Where(box => box.Id.IsNote).ToLookup(note => OwnerOf(note, nodes));
        var frames = nodes.Select(node => new Frame(node, [.. notes[node.Id].Select(note => Near(note, node))])).ToList();
        var places = LayeredLayout.Arrange([.. frames.Select(frame => frame.Box)], [.. Edges(canvas, frames)]);
        var moved = ImmutableDictionary.CreateBuilder<PartId, CanvasPoint>();
        for (var i = 0; i < frames.Count; i++)
        {
            var (right, down) = (places[i].X - frames[i].Box.Position.X, places[i].Y - frames[i].Box.Position.Y);
            foreach (var part in frames[i].Notes.Append(frames[i].Node)) moved[part.Id] = CanvasPoint.From(part.X + right, part.Y + down);
        }

        foreach (var box in boxes)
        {
            if (moved.TryGetValue(box.Id, out var place) && place == new CanvasPoint(box.X, box.Y)) moved.Remove(box.Id);
        }

        return moved.ToImmutable();
    }

    private static IEnumerable<LayoutEdge> Edges(CanvasModel canvas, List<Frame> frames)
    {
        var index = new Dictionary<NodeId, int>();
        for (var i = 0; i < frames.Count; i++) index[frames[i].Node.Id.Node] = i;
        foreach (var wire in canvas.Wires)
        {
            if (!index.TryGetValue(wire.Edge.From.Node, out var source) || !index.TryGetValue(wire.Edge.To.Node, out var target)) continue;
            yield return new LayoutEdge(source, target, wire.From.Y - frames[source].Box.Position.Y, wire.To.Y - frames[target].Box.Position.Y);
        }
    }

    // The node that a note belongs to. A note that lies around several nodes, or far from all, belongs to none and stays.
    private static PartId? OwnerOf(PartBox note, List<PartBox> nodes)
    {
        if (nodes.Count(node => Distance(note, node) == 0) > 1) return null;
        var nearest = nodes.MinBy(node => Distance(note, node));
        return Distance(note, nearest) <= Beside ? nearest.Id : null;
    }

    private static PartBox Near(PartBox note, PartBox node)
    {
        var (right, down) = (Across(note, node), Down(note, node));
        return note with
        {
            X = note.X + (int)Math.Round(Math.Sign(right) * Math.Max(0, Math.Abs(right) - Close)),
            Y = note.Y + (int)Math.Round(Math.Sign(down) * Math.Max(0, Math.Abs(down) - Close)),
        };
    }

    private static double Distance(PartBox note, PartBox node) => Math.Sqrt(Math.Pow(Across(note, node), 2) + Math.Pow(Down(note, node), 2));

    // How far a note has to go to the right to reach the node; less than 0 for to the left, 0 where it is over or under it.
    private static double Across(PartBox note, PartBox node) =>
        Math.Max(0, node.X - (note.X + note.Width)) - Math.Max(0, note.X - (node.X + node.Width));

    private static double Down(PartBox note, PartBox node) =>
        Math.Max(0, node.Y - (note.Y + note.Height)) - Math.Max(0, note.Y - (node.Y + node.Height));

    /// <summary>A node with the notes that belong to it, as one box to the layout.</summary>
    private sealed record Frame(PartBox Node, IReadOnlyList<PartBox> Notes)
    {
        /// <summary>What holds them all.</summary>
        public LayoutBox Box { get; } = BoxOf([Node, .. Notes]);

        private static LayoutBox BoxOf(PartBox[] parts)
        {
            var (left, top) = (parts.Min(part => part.X), parts.Min(part => part.Y));
            return new LayoutBox(
                CanvasPoint.From(left, top),
                parts.Max(part => part.X + part.Width) - left,
                parts.Max(part => part.Y + part.Height) - top);
        }
    }
}
