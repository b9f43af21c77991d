namespace FlowBuilder.Core.Layout;

/// <summary>Looks for an order of each layer with few crossings, beginning with the present one.</summary>
/// <remarks>
/// Sweeps by barycentres to and fro, each followed by swaps of neighbours (Sugiyama and others 1981, Gansner and others 1993).
/// Another order of the boxes is taken only for strictly fewer crossings, and whatever is worked out depends on the order of
/// the boxes alone, not on their exact places: so an order that was found once is kept the next time.
/// </remarks>
internal static class OrderSearch
{
    private const int Sweeps = 12;
    private const int SweepsWithoutGain = 4;
    private const int Rounds = 8;
    private const int Restarts = 6;
    private const int SmallGraph = 40;
    private const int OtherBeginnings = 12;

    /// <summary>The best order found.</summary>
    public static LayerOrder Best(LayerGraph graph)
    {
        var tops = new double[graph.Count];
        for (var box = 0; box < graph.BoxCount; box++) tops[box] = graph.TopOf(box);
        var best = Threaded(graph, LayerOrder.By(graph, tops).Boxes());
        var crossings = best.Crossings();
        for (var restart = 0; crossings > 0 && restart < Restarts; restart++)
        {
            var other = Threaded(graph, Improved(graph, best).Boxes());
            var fewer = other.Crossings();
            if (fewer >= crossings) break;
            (best, crossings) = (other, fewer);
        }

        return best;
    }

    // The order that begins with these orders of boxes and lets edges pass between them as well as can be.
    private static LayerOrder Threaded(LayerGraph graph, int[][] boxes)
    {
        var heights = new double[graph.Count];
        foreach (var layer in boxes)
        {
            var whole = layer.Sum(graph.HeightOf);
            var y = -whole / 2;
            foreach (var box in layer) (heights[box], y) = (y, y + graph.HeightOf(box));
        }

        // A vertex that passes an edge on begins on the straight line between the edge's ends; what comes first is in the list first.
        foreach (var segment in graph.Segments)
        {
            if (graph.IsBox(segment.Target)) continue;
            var (end, steps) = (segment, 1);
            while (!graph.IsBox(end.Target)) (end, steps) = (graph.Leaving[end.Target][0], steps + 1);
            var from = heights[segment.Source] + segment.SourceOffset;
            heights[segment.Target] = from + (heights[end.Target] + end.TargetOffset - from) / steps;
        }

        return Swept(graph, LayerOrder.By(graph, heights), keepsBoxes: true);
    }

    // Of equally good ones the first is taken, and the first changes least: so the picture stays as near as can be to what it was.
    private static LayerOrder Improved(LayerGraph graph, LayerOrder start)
    {
        var swapped = start.Copy();
        swapped.Transpose(keepsBoxes: false, Rounds);
        var (best, fewest) = (swapped, swapped.Crossings());
        Try(start, beginsLeft: true);
        Try(start, beginsLeft: false);

        // A small graph is seen whole, and quickly tried from other beginnings, the same ones every time.
        var random = new Random(graph.Count);
        for (var i = 0; fewest > 0 && graph.Count <= SmallGraph && i < OtherBeginnings; i++)
        {
            var heights = new double[graph.Count];
            foreach (var vertex in start.Layers.SelectMany(layer => layer)) heights[vertex] = random.NextDouble();
            Try(LayerOrder.By(graph, heights), beginsLeft: i % 2 == 0);
        }

        return best;

        void Try(LayerOrder beginning, bool beginsLeft)
        {
            if (fewest == 0) return;
            var swept = Swept(graph, beginning, keepsBoxes: false, beginsLeft);
            var crossings = swept.Crossings();
            if (crossings < fewest) (best, fewest) = (swept, crossings);
        }
    }

    private static LayerOrder Swept(LayerGraph graph, LayerOrder start, bool keepsBoxes, bool beginsLeft = true)
    {
        var best = start;
        var fewest = best.Crossings();
        var order = start.Copy();
        for (var (sweep, gainless) = (0, 0); fewest > 0 && sweep < Sweeps && gainless < SweepsWithoutGain; sweep++, gainless++)
        {
            var fromLeft = sweep % 2 == 0 == beginsLeft;
            for (var i = 1; i < graph.LayerCount; i++) order.Sort(fromLeft ? i : graph.LayerCount - 1 - i, fromLeft, keepsBoxes);
            order.Transpose(keepsBoxes, Rounds);
            var crossings = order.Crossings();
            if (crossings >= fewest) continue;
            (best, fewest, gainless) = (order.Copy(), crossings, -1);
        }

        return best;
    }
}
