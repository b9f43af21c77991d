namespace FlowBuilder.Core.Compilation;

/// <summary>Splits a graph into its strongly connected components, after R. Tarjan, <i>Depth-first search and linear graph
/// algorithms</i> (1972), with a stack of its own instead of recursion.</summary>
internal sealed class StrongComponents(FlowGraph graph)
{
    private readonly int[] _order = new int[graph.Count];
    private readonly int[] _low = new int[graph.Count];
    private readonly int[] _component = new int[graph.Count];
    private readonly Stack<int> _open = new();
    private readonly List<int[]> _found = [];
    private int _visited;

    /// <summary>The component that a node is in, as a number; after <see cref="Find"/>.</summary>
    public int Of(int node) => _component[node];

    /// <summary>Every component's nodes.</summary>
    public IReadOnlyList<int[]> Find()
    {
        for (var node = 0; node < graph.Count; node++)
        {
            if (_order[node] == 0) Explore(node);
        }

        return _found;
    }

    private void Explore(int root)
    {
        var way = new Stack<(int Node, int NextEdge)>();
        Enter(root);
        way.Push((root, 0));
        while (way.TryPop(out var step))
        {
            var (node, edge) = step;
            var next = graph.Next(node);
            if (edge == next.Length)
            {
                if (_low[node] == _order[node]) Close(node);
                if (way.TryPeek(out var parent)) _low[parent.Node] = Math.Min(_low[parent.Node], _low[node]);
                continue;
            }

            way.Push((node, edge + 1));
            var target = next[edge];
            if (_order[target] == 0)
            {
                Enter(target);
                way.Push((target, 0));
            }
            else if (_component[target] == 0)
            {
                _low[node] = Math.Min(_low[node], _order[target]);
            }
        }
    }

    private void Enter(int node)
    {
        _order[node] = _low[node] = ++_visited;
        _open.Push(node);
    }

    private void Close(int root)
    {
        var component = new List<int>();
        int node;
        do
        {
            node = _open.Pop();
            _component[node] = _found.Count + 1;
            component.Add(node);
        }
        while (node != root);
        _found.Add([.. component]);
    }
}
