namespace FlowBuilder.Core.Layout;

/// <summary>Finds the groups of boxes that no edge connects with one another, and puts them beside and below one another.</summary>
internal static class ComponentPacking
{
    // How much wider than high the whole becomes, about: screens are so.
    private const double Shape = 1.6;

    /// <summary>The groups, from above to below and from left to right as they stand now.</summary>
    public static IReadOnlyList<LayoutGroup> Groups(IReadOnlyList<LayoutBox> boxes, IReadOnlyList<LayoutEdge> edges)
    {
        var group = new int[boxes.Count];
        for (var i = 0; i < group.Length; i++) group[i] = i;
        foreach (var edge in edges) group[Root(edge.Source)] = Root(edge.Target);
        var members = Enumerable.Range(0, boxes.Count).ToLookup(Root);
        var lines = Enumerable.Range(0, edges.Count).ToLookup(edge => Root(edges[edge].Source));
        return
        [
            .. members
                .Select(boxesOf => new LayoutGroup([.. boxesOf], [.. lines[boxesOf.Key]]))
                .OrderBy(found => found.Boxes.Min(box => boxes[box].Position.Y))
                .ThenBy(found => found.Boxes.Min(box => boxes[box].Position.X))
                .ThenBy(found => found.Boxes.Min()),
        ];

        int Root(int box)
        {
            while (group[box] != box) box = group[box] = group[group[box]];
            return box;
        }
    }

    /// <summary>Packs groups that are laid out each for itself into rows, in their present order.</summary>
    public static void Pack(IReadOnlyList<LayoutBox> boxes, IReadOnlyList<LayoutEdge> edges, (double X, double Y)[] places, double gap)
    {
        var groups = Groups(boxes, edges);
        var frames = groups.Select(group => Frame(group, boxes, places)).ToList();
        var area = frames.Sum(frame => (frame.Width + gap) * (frame.Height + gap));
        var widest = Math.Max(frames.Max(frame => frame.Width), Math.Sqrt(area * Shape));
        var (x, y, rowHeight) = (0.0, 0.0, 0.0);
        for (var i = 0; i < groups.Count; i++)
        {
            var frame = frames[i];
            if (x > 0 && x + frame.Width > widest) (x, y, rowHeight) = (0, y + rowHeight + gap, 0);
            foreach (var box in groups[i].Boxes) places[box] = (places[box].X - frame.X + x, places[box].Y - frame.Y + y);
            x += frame.Width + gap;
            rowHeight = Math.Max(rowHeight, frame.Height);
        }
    }

    private static (double X, double Y, double Width, double Height) Frame(
        LayoutGroup group,
        IReadOnlyList<LayoutBox> boxes,
        (double X, double Y)[] places)
    {
        var (left, top) = (group.Boxes.Min(box => places[box].X), group.Boxes.Min(box => places[box].Y));
        return (
            left,
            top,
            group.Boxes.Max(box => places[box].X + boxes[box].Width) - left,
            group.Boxes.Max(box => places[box].Y + boxes[box].Height) - top);
    }
}
