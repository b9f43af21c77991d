namespace FlowBuilder.Core.Layout;

/// <summary>Gives each vertex of a graph its layer: longest path from the sources, then vertices drawn towards their neighbours.</summary>
/// <remarks>
/// After E. Gansner, E. Koutsofios, S. North and K.-P. Vo, <i>A technique for drawing directed graphs</i> (1993), whose measure
/// it lessens: the sum of the layers that edges span. In place of their network simplex, single vertices move while that helps,
/// which on graphs such as flows, nearly trees, finds the same or nearly so.
/// </remarks>
internal static class LayerAssignment
{
    /// <summary>The edges that close no cycle, in their order; an edge from a vertex to itself is one that does.</summary>
    public static LayoutEdge[] Forward(int count, LayoutEdge[] edges)
    {
        var leaving = Outgoing(count, edges);
        var state = new byte[count];
        var isBack = new bool[edges.Length];
        var way = new Stack<(int Vertex, int Next)>();
        for (var root = 0; root < count; root++)
        {
            if (state[root] != 0) continue;
            state[root] = 1;
            way.Push((root, 0));
            while (way.TryPop(out var step))
            {
                var (vertex, next) = step;
                if (next == leaving[vertex].Count)
                {
                    state[vertex] = 2;
                    continue;
                }

                way.Push((vertex, next + 1));
                var edge = leaving[vertex][next];
                var target = edges[edge].Target;
                if (state[target] == 1)
                {
                    isBack[edge] = true;
                }
                else if (state[target] == 0)
                {
                    state[target] = 1;
                    way.Push((target, 0));
                }
            }
        }

        return [.. edges.Where((_, edge) => !isBack[edge])];
    }

    /// <summary>The layer of each vertex, from 0; every edge goes to a higher one.</summary>
    /// <param name="count">How many vertices.</param>
    /// <param name="edges">Edges without a cycle.</param>
    public static int[] Layers(int count, LayoutEdge[] edges)
    {
        var leaving = Outgoing(count, edges);
        var arriving = Outgoing(count, [.. edges.Select(edge => new LayoutEdge(edge.Target, edge.Source))]);
        var order = TopologicalOrder(count, edges, leaving);
        var layers = new int[count];
        foreach (var vertex in order)
        {
            foreach (var edge in leaving[vertex]) layers[edges[edge].Target] = Math.Max(layers[edges[edge].Target], layers[vertex] + 1);
        }

        // Each round shortens edges or moves a vertex whose two sides balance to the right, so the rounds end.
        while (MoveRight(order, isFree: true) | MoveLeft(order, isFree: false))
        {
        }

        // Where it costs nothing, a vertex stands as early as it can: beside what it comes from.
        MoveLeft(order, isFree: true);
        var first = layers.Min();
        return [.. layers.Select(layer => layer - first)];

        bool MoveRight(int[] vertices, bool isFree)
        {
            var moved = false;
            for (var i = vertices.Length - 1; i >= 0; i--)
            {
                var (vertex, gain) = (vertices[i], leaving[vertices[i]].Count - arriving[vertices[i]].Count);
                if (leaving[vertex].Count == 0 || gain < (isFree ? 0 : 1)) continue;
                var layer = leaving[vertex].Min(edge => layers[edges[edge].Target]) - 1;
                if (layer <= layers[vertex]) continue;
                layers[vertex] = layer;
                moved = true;
            }

            return moved;
        }

        bool MoveLeft(int[] vertices, bool isFree)
        {
            var moved = false;
            foreach (var vertex in vertices)
            {
                var gain = arriving[vertex].Count - leaving[vertex].Count;
                if (arriving[vertex].Count == 0 || gain < (isFree ? 0 : 1)) continue;
                var layer = arriving[vertex].Max(edge => layers[edges[edge].Source]) + 1;
                if (layer >= layers[vertex]) continue;
                layers[vertex] = layer;
                moved = true;
            }

            return moved;
        }
    }

    private static int[] TopologicalOrder(int count, LayoutEdge[] edges, List<int>[] leaving)
    {
        var waiting = new int[count];
        foreach (var edge in edges) waiting[edge.Target]++;
        var ready = new Queue<int>(Enumerable.Range(0, count).Where(vertex => waiting[vertex] == 0));
        var order = new List<int>(count);
        while (ready.TryDequeue(out var vertex))
        {
            order.Add(vertex);
            foreach (var edge in leaving[vertex])
            {
                if (--waiting[edges[edge].Target] == 0) ready.Enqueue(edges[edge].Target);
            }
        }

        return [.. order];
    }

    private static List<int>[] Outgoing(int count, LayoutEdge[] edges)
    {
        var leaving = new List<int>[count];
        for (var i = 0; i < count; i++) leaving[i] = [];
        for (var i = 0; i < edges.Length; i++) leaving[edges[i].Source].Add(i);
        return leaving;
    }
}
