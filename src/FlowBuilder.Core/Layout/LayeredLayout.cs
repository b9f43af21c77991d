using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Layout;

/// <summary>Arranges boxes in columns so that every edge goes from left to right, with few crossings and no overlap.</summary>
/// <remarks>
/// <para>The layered method of K. Sugiyama, S. Tagawa and M. Toda, <i>Methods for visual understanding of hierarchical system
/// structures</i> (1981): <see cref="LayerAssignment"/> gives each box its column, <see cref="OrderSearch"/> the order in each
/// column, <see cref="RowPlacement"/> the heights. Groups that no edge connects are laid out by themselves and packed.</para>
/// <para>Pure and deterministic: the same input gives the same places. The present order is left only for one with strictly
/// fewer crossings, so that arranging what was arranged changes nothing, and one more box does not shuffle the others.</para>
/// </remarks>
public static class LayeredLayout
{
    /// <summary>Arranges boxes; the middle of them all stays where it is.</summary>
    /// <param name="boxes">The boxes.</param>
    /// <param name="edges">The edges between them; those that close a cycle or lead from a box to itself have no say.</param>
    /// <param name="spacing">How much room is left, or null for the default.</param>
    /// <returns>The new place of each box's top left corner, in the order of <paramref name="boxes"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An edge names a box that is not there.</exception>
    public static ImmutableArray<CanvasPoint> Arrange(
        IReadOnlyList<LayoutBox> boxes,
        IReadOnlyList<LayoutEdge> edges,
        LayoutSpacing? spacing = null)
    {
        foreach (var edge in edges)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edge.Source, (uint)boxes.Count, nameof(edges));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)edge.Target, (uint)boxes.Count, nameof(edges));
        }

        if (boxes.Count == 0) return [];
        spacing ??= new LayoutSpacing();
        var places = new (double X, double Y)[boxes.Count];
        foreach (var group in ComponentPacking.Groups(boxes, edges))
        {
            var graph = new LayerGraph(group, boxes, group.LocalEdges(edges), spacing);
            var rows = RowPlacement.Place(graph, OrderSearch.Best(graph));
            var columns = graph.Columns();
            for (var i = 0; i < group.Length; i++)
                places[group.Boxes[i]] = (Math.Round(columns[graph.LayerOf[i]]), Math.Round(rows[i]));
        }

        ComponentPacking.Pack(boxes, edges, places, spacing.Groups);
        return Centred(boxes, places);
    }

    /// <summary>How many pairs of edges cross where the boxes stand now, each edge taken as a straight line between its ends.</summary>
    /// <remarks>Edges that share a box count too, unless they share the very end. For measuring, not for arranging.</remarks>
    /// <param name="boxes">The boxes.</param>
    /// <param name="edges">The edges between them.</param>
    public static int CountCrossings(IReadOnlyList<LayoutBox> boxes, IReadOnlyList<LayoutEdge> edges)
    {
        var lines = edges.Select(edge => Line(boxes, edge)).ToList();
        var crossings = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = i + 1; j < lines.Count; j++)
            {
                if (Cross(lines[i], lines[j])) crossings++;
            }
        }

        return crossings;
    }

    private static ImmutableArray<CanvasPoint> Centred(IReadOnlyList<LayoutBox> boxes, (double X, double Y)[] places)
    {
        var before = Middle(boxes, i => (boxes[i].Position.X, boxes[i].Position.Y));
        var after = Middle(boxes, i => places[i]);
        var (right, down) = (Math.Round(before.X - after.X), Math.Round(before.Y - after.Y));
        return [.. places.Select(place => CanvasPoint.From(place.X + right, place.Y + down))];
    }

    private static (double X, double Y) Middle(IReadOnlyList<LayoutBox> boxes, Func<int, (double X, double Y)> placeOf)
    {
        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        for (var i = 0; i < boxes.Count; i++)
        {
            var (x, y) = placeOf(i);
            (left, top) = (Math.Min(left, x), Math.Min(top, y));
            (right, bottom) = (Math.Max(right, x + boxes[i].Width), Math.Max(bottom, y + boxes[i].Height));
        }

        return ((left + right) / 2, (top + bottom) / 2);
    }

    private static (double X1, double Y1, double X2, double Y2) Line(IReadOnlyList<LayoutBox> boxes, LayoutEdge edge)
    {
        var (source, target) = (boxes[edge.Source], boxes[edge.Target]);
        return (source.Position.X + source.Width, source.Position.Y + edge.SourceOffset, target.Position.X, target.Position.Y + edge.TargetOffset);
    }

    // Proper crossings only: lines that touch at an end share a port.
    private static bool Cross((double X1, double Y1, double X2, double Y2) a, (double X1, double Y1, double X2, double Y2) b) =>
        Side(a, b.X1, b.Y1) * Side(a, b.X2, b.Y2) < 0 && Side(b, a.X1, a.Y1) * Side(b, a.X2, a.Y2) < 0;

    private static int Side((double X1, double Y1, double X2, double Y2) line, double x, double y) =>
        Math.Sign((line.X2 - line.X1) * (y - line.Y1) - (line.Y2 - line.Y1) * (x - line.X1));
}
