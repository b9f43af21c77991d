namespace FlowBuilder.Core.Layout;

/// <summary>The vertices of each layer from above to below, and the means to better their order.</summary>
internal sealed class LayerOrder
{
    private readonly LayerGraph _graph;
    private readonly int[] _place;

    private LayerOrder(LayerGraph graph, int[][] layers)
    {
        (_graph, Layers, _place) = (graph, layers, new int[graph.Count]);
        foreach (var layer in layers) Number(layer);
    }

    /// <summary>The vertices of each layer from above to below.</summary>
    public int[][] Layers { get; }

    /// <summary>An order by a height for each vertex; of equal ones the one of the lower number comes first.</summary>
    public static LayerOrder By(LayerGraph graph, double[] heights) => new(graph, [.. Enumerable.Range(0, graph.Count)
        .GroupBy(vertex => graph.LayerOf[vertex])
        .OrderBy(layer => layer.Key)
        .Select(layer => layer.OrderBy(vertex => heights[vertex]).ThenBy(vertex => vertex).ToArray())]);

    public LayerOrder Copy() => new(_graph, [.. Layers.Select(layer => layer.ToArray())]);

    /// <summary>The boxes of each layer without what passes between them.</summary>
    public int[][] Boxes() => [.. Layers.Select(layer => Array.FindAll(layer, _graph.IsBox))];

    /// <summary>How many pairs of segments cross.</summary>
    public int Crossings()
    {
        var between = new List<(long Source, long Target)>[_graph.LayerCount];
        for (var i = 0; i < between.Length; i++) between[i] = [];
        foreach (var segment in _graph.Segments)
            between[_graph.LayerOf[segment.Source]].Add((Key(segment.Source, segment.SourcePort), Key(segment.Target, segment.TargetPort)));
        return between.Sum(Inversions);
    }

    /// <summary>Orders one layer by the middle of each vertex's neighbours on one side: the barycentre method of Sugiyama and others.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="fromLeft">Whether the neighbours to the left count, else those to the right.</param>
    /// <param name="keepsBoxes">Whether boxes keep their order among themselves.</param>
    public void Sort(int layer, bool fromLeft, bool keepsBoxes)
    {
        var vertices = Layers[layer];
        var (middles, weights) = (new double[vertices.Length], new double[vertices.Length]);
        for (var i = 0; i < vertices.Length; i++)
        {
            var ends = fromLeft ? _graph.Arriving[vertices[i]] : _graph.Leaving[vertices[i]];
            (middles[i], weights[i]) = ends.Length == 0 ? ((double)i, 0.001) : (ends.Average(end => NeighbourPlace(end, fromLeft)), 1.0);
        }

        if (keepsBoxes)
        {
            var boxes = Enumerable.Range(0, vertices.Length).Where(i => _graph.IsBox(vertices[i])).ToArray();
            var rising = Isotonic.Fit([.. boxes.Select(i => middles[i])], [.. boxes.Select(i => weights[i])]);
            for (var i = 0; i < boxes.Length; i++) middles[boxes[i]] = rising[i];
        }

        // A stable sort: equal middles keep their present order.
        Layers[layer] = [.. Enumerable.Range(0, vertices.Length).OrderBy(i => middles[i]).Select(i => vertices[i])];
        Number(Layers[layer]);
    }

    /// <summary>Swaps neighbours in their layer while that undoes crossings.</summary>
    /// <param name="keepsBoxes">Whether boxes keep their order among themselves.</param>
    /// <param name="rounds">The most passes over all layers.</param>
    public void Transpose(bool keepsBoxes, int rounds)
    {
        for (var isBetter = true; isBetter && rounds > 0; rounds--)
        {
            isBetter = false;
            foreach (var layer in Layers)
            {
                for (var i = 0; i + 1 < layer.Length; i++)
                {
                    var (upper, lower) = (layer[i], layer[i + 1]);
                    if (keepsBoxes && _graph.IsBox(upper) && _graph.IsBox(lower)) continue;
                    if (CrossingsOf(upper, lower) <= CrossingsOf(lower, upper)) continue;
                    (layer[i], layer[i + 1]) = (lower, upper);
                    (_place[lower], _place[upper]) = (i, i + 1);
                    isBetter = true;
                }
            }
        }
    }

    private double NeighbourPlace(LayerSegment segment, bool fromLeft)
    {
        var (vertex, port, ports) = fromLeft
            ? (segment.Source, segment.SourcePort, _graph.Leaving[segment.Source].Length)
            : (segment.Target, segment.TargetPort, _graph.Arriving[segment.Target].Length);
        return _place[vertex] + (port + 0.5) / (ports + 1);
    }

    // Crossings between the ends of two vertices of a layer, the first above the second.
    private int CrossingsOf(int upper, int lower)
    {
        var crossings = 0;
        foreach (var above in _graph.Arriving[upper])
        {
            foreach (var below in _graph.Arriving[lower])
            {
                if (Key(above.Source, above.SourcePort) > Key(below.Source, below.SourcePort)) crossings++;
            }
        }

        foreach (var above in _graph.Leaving[upper])
        {
            foreach (var below in _graph.Leaving[lower])
            {
                if (Key(above.Target, above.TargetPort) > Key(below.Target, below.TargetPort)) crossings++;
            }
        }

        return crossings;
    }

    private long Key(int vertex, int port) => ((long)_place[vertex] << 32) + port;

    private void Number(int[] layer)
    {
        for (var i = 0; i < layer.Length; i++) _place[layer[i]] = i;
    }

    // By merging, after W. Barth, M. Jünger and P. Mutzel, "Simple and efficient bilayer cross counting" (2002).
    private static int Inversions(List<(long Source, long Target)> segments)
    {
        segments.Sort();
        var targets = segments.Select(segment => segment.Target).ToArray();
        return Merge(targets, new long[targets.Length], 0, targets.Length);
    }

    private static int Merge(long[] values, long[] spare, int start, int end)
    {
        if (end - start < 2) return 0;
        var middle = (start + end) / 2;
        var inversions = Merge(values, spare, start, middle) + Merge(values, spare, middle, end);
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            if (left < middle && (right == end || values[left] <= values[right]))
            {
                spare[i] = values[left++];
                continue;
            }

            inversions += middle - left;
            spare[i] = values[right++];
        }

        Array.Copy(spare, start, values, start, end - start);
        return inversions;
    }
}
