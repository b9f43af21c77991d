using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing.Canvas;

namespace FlowBuilder.Web.Editing;

/// <summary>Where parts of a canvas stand, how large they are, and where they go when they are put in order.</summary>
internal static class PartBoxes
{
    /// <summary>The boxes of parts that are there.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="sizes">Width and height of those that the browser shows; the others' are reckoned.</param>
    public static IReadOnlyList<PartBox> BoxesOf(
        this CanvasModel canvas,
        IReadOnlySet<PartId> parts,
        IReadOnlyDictionary<string, double[]> sizes)
    {
        var nodes = canvas.Nodes.Where(node => parts.Contains(node.Id)).Select(node =>
        {
            var rows = Math.Max(node.Inputs.Count(), node.Outputs.Count());
            return Box(node.Id, node.Node.Position, node.Width, NodeGeometry.HeightOf(rows));
        });
        var notes = canvas.Notes.Where(note => parts.Contains(note.Id))
            .Select(note => Box(note.Id, note.Note.Position, note.Note.Size.Width, note.Note.Size.Height));
        return [.. nodes, .. notes];

        PartBox Box(PartId id, CanvasPoint at, double width, double height) =>
            sizes.TryGetValue(id.Value, out var size) && size is [var shownWidth, var shownHeight]
                ? new PartBox(id, at.X, at.Y, shownWidth, shownHeight)
                : new PartBox(id, at.X, at.Y, width, height);
    }

    /// <summary>Where parts go when they are put in order.</summary>
    public static ImmutableDictionary<PartId, CanvasPoint> Arranged(this IReadOnlyList<PartBox> boxes, Alignment alignment)
    {
        if (boxes.Count == 0) return ImmutableDictionary<PartId, CanvasPoint>.Empty;
        var (left, right) = (boxes.Min(box => box.X), boxes.Max(box => box.X + box.Width));
        var (top, bottom) = (boxes.Min(box => box.Y), boxes.Max(box => box.Y + box.Height));
        return alignment switch
        {
            Alignment.Across => Distributed([.. boxes.OrderBy(box => box.X)], box => box.Width, right - left, left, (box, x) => CanvasPoint.From(x, box.Y)),
            Alignment.Down => Distributed([.. boxes.OrderBy(box => box.Y)], box => box.Height, bottom - top, top, (box, y) => CanvasPoint.From(box.X, y)),
            _ => boxes.ToImmutableDictionary(box => box.Id, box => alignment switch
            {
                Alignment.Left => CanvasPoint.From(left, box.Y),
                Alignment.Center => CanvasPoint.From((left + right - box.Width) / 2, box.Y),
                Alignment.Right => CanvasPoint.From(right - box.Width, box.Y),
                Alignment.Top => CanvasPoint.From(box.X, top),
                Alignment.Middle => CanvasPoint.From(box.X, (top + bottom - box.Height) / 2),
                _ => CanvasPoint.From(box.X, bottom - box.Height),
            }),
        };
    }

    // The first and the last keep their places; where there is not room enough, the others overlap evenly.
    private static ImmutableDictionary<PartId, CanvasPoint> Distributed(
        IReadOnlyList<PartBox> boxes,
        Func<PartBox, double> length,
        double whole,
        double start,
        Func<PartBox, double, CanvasPoint> place)
    {
        var gap = boxes.Count > 1 ? (whole - boxes.Sum(length)) / (boxes.Count - 1) : 0;
        var places = ImmutableDictionary.CreateBuilder<PartId, CanvasPoint>();
        foreach (var box in boxes)
        {
            places[box.Id] = place(box, start);
            start += length(box) + gap;
        }

        return places.ToImmutable();
    }
}
