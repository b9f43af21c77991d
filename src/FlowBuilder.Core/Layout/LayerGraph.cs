namespace FlowBuilder.Core.Layout;

/// <summary>A group of boxes in layers, an edge over several layers cut at a vertex of no height in each layer between.</summary>
/// <remarks>Vertices below <see cref="BoxCount"/> are the group's boxes, the others pass an edge on.</remarks>
internal sealed class LayerGraph
{
    // As in Gansner and others (1993): long edges should be straight before short ones.
    private static readonly double[] Weights = [1, 2, 8];

    private readonly IReadOnlyList<LayoutBox> _boxes;
    private readonly LayoutGroup _group;
    private readonly LayoutSpacing _spacing;
    private readonly List<int> _layerOf;
    private readonly List<LayerSegment> _segments = [];

    public LayerGraph(LayoutGroup group, IReadOnlyList<LayoutBox> boxes, LayoutEdge[] edges, LayoutSpacing spacing)
    {
        (_group, _boxes, _spacing) = (group, boxes, spacing);
        var forward = LayerAssignment.Forward(group.Length, edges);
        _layerOf = [.. LayerAssignment.Layers(group.Length, forward)];
        LayerCount = _layerOf.Max() + 1;
        var leaving = Ports(forward, edge => edge.Source, edge => edge.SourceOffset);
        var arriving = Ports(forward, edge => edge.Target, edge => edge.TargetOffset);
        for (var i = 0; i < forward.Length; i++) Cut(forward[i], leaving[i], arriving[i]);
        (Arriving, Leaving) = (Ends(segment => segment.Target), Ends(segment => segment.Source));
    }

    /// <summary>How many of the vertices are boxes.</summary>
    public int BoxCount => _group.Length;

    /// <summary>How many vertices.</summary>
    public int Count => _layerOf.Count;

    /// <summary>How many layers.</summary>
    public int LayerCount { get; }

    /// <summary>The layer of each vertex.</summary>
    public IReadOnlyList<int> LayerOf => _layerOf;

    /// <summary>The edges, cut at every layer.</summary>
    public IReadOnlyList<LayerSegment> Segments => _segments;

    /// <summary>The segments that end at each vertex, from its top to its bottom.</summary>
    public LayerSegment[][] Arriving { get; }

    /// <summary>The segments that leave each vertex, from its top to its bottom.</summary>
    public LayerSegment[][] Leaving { get; }

    public bool IsBox(int vertex) => vertex < BoxCount;

    /// <summary>The height of a vertex.</summary>
    public double HeightOf(int vertex) => IsBox(vertex) ? _boxes[_group.Boxes[vertex]].Height : 0;

    /// <summary>Where a box's top stands now.</summary>
    public double TopOf(int box) => _boxes[_group.Boxes[box]].Position.Y;

    /// <summary>The least distance between the tops of two vertices, one right below the other.</summary>
    public double Distance(int upper, int lower) => HeightOf(upper) + (IsBox(upper) && IsBox(lower) ? _spacing.Rows : _spacing.Wires);

    /// <summary>Where each layer's left edge stands, the first at 0.</summary>
    public double[] Columns()
    {
        var widths = new double[LayerCount];
        for (var box = 0; box < BoxCount; box++)
            widths[_layerOf[box]] = Math.Max(widths[_layerOf[box]], _boxes[_group.Boxes[box]].Width);
        var columns = new double[LayerCount];
        for (var layer = 1; layer < LayerCount; layer++) columns[layer] = columns[layer - 1] + widths[layer - 1] + _spacing.Columns;
        return columns;
    }

    // For each edge, which of the different ends at its vertex its own is, counted from above.
    private static int[] Ports(LayoutEdge[] edges, Func<LayoutEdge, int> vertexOf, Func<LayoutEdge, double> offsetOf)
    {
        var ports = new int[edges.Length];
        foreach (var atVertex in Enumerable.Range(0, edges.Length).GroupBy(edge => vertexOf(edges[edge])))
        {
            var port = -1;
            foreach (var same in atVertex.GroupBy(edge => offsetOf(edges[edge])).OrderBy(group => group.Key))
            {
                port++;
                foreach (var edge in same) ports[edge] = port;
            }
        }

        return ports;
    }

    private void Cut(LayoutEdge edge, int sourcePort, int targetPort)
    {
        var (vertex, offset, port) = (edge.Source, edge.SourceOffset, sourcePort);
        for (var layer = _layerOf[edge.Source] + 1; layer < _layerOf[edge.Target]; layer++)
        {
            _layerOf.Add(layer);
            _segments.Add(new LayerSegment(vertex, offset, port, Count - 1, 0, 0, Weights[vertex < BoxCount ? 1 : 2]));
            (vertex, offset, port) = (Count - 1, 0, 0);
        }

        _segments.Add(new LayerSegment(vertex, offset, port, edge.Target, edge.TargetOffset, targetPort, Weights[vertex < BoxCount ? 0 : 1]));
    }

    private LayerSegment[][] Ends(Func<LayerSegment, int> vertexOf)
    {
        var ends = new List<LayerSegment>[Count];
        for (var vertex = 0; vertex < Count; vertex++) ends[vertex] = [];
        foreach (var segment in _segments) ends[vertexOf(segment)].Add(segment);
        return [.. ends.Select(list => list.ToArray())];
    }
}
