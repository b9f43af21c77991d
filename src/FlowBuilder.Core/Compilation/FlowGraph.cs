namespace FlowBuilder.Core.Compilation;

/// <summary>The edges of a flow as arrays: from each node, the nodes that it feeds. Edges to nowhere and to oneself are left out.</summary>
internal sealed class FlowGraph
{
    private readonly int[] _starts;
    private readonly int[] _targets;

    public FlowGraph(FlowIndex index)
    {
        var edges = index.Flow.Edges;
        var ends = new (int From, int To)[edges.Length];
        _starts = new int[index.Count + 1];
        for (var i = 0; i < edges.Length; i++)
        {
            var (from, to) = ends[i] = (index.Find(edges[i].From.Node), index.Find(edges[i].To.Node));
            if (IsEdge(from, to)) _starts[from + 1]++;
        }

        for (var node = 0; node < index.Count; node++) _starts[node + 1] += _starts[node];
        _targets = new int[_starts[^1]];
        var filled = _starts.ToArray();
        foreach (var (from, to) in ends)
        {
            if (IsEdge(from, to)) _targets[filled[from]++] = to;
        }
    }

    public int Count => _starts.Length - 1;

    /// <summary>The nodes that a node feeds, in edge order; one that it feeds twice stands twice.</summary>
    public ReadOnlySpan<int> Next(int node) => _targets.AsSpan(_starts[node].._starts[node + 1]);

    private static bool IsEdge(int from, int to) => from >= 0 && to >= 0 && from != to;
}
