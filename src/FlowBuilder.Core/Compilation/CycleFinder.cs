using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Compilation;

/// <summary>Finds cycles. Its stacks and queues are its own, so that a long chain cannot overflow the thread's.</summary>
internal static class CycleFinder
{
    /// <summary>The nodes on a shortest way from one node to another, both included; empty where there is none.</summary>
    public static ImmutableArray<int> Way(FlowIndex index, NodeId start, NodeId end) =>
        Way(new FlowGraph(index), index.Find(start), index.Find(end), static _ => true);

    /// <summary>One cycle of each knot, a knot being a largest set of nodes that can all reach one another.</summary>
    /// <returns>A shortest cycle through the knot's first node, each node once, and how many nodes the knot has.</returns>
    public static IEnumerable<(ImmutableArray<int> Cycle, int KnotSize)> Find(FlowIndex index)
    {
        var graph = new FlowGraph(index);
        var components = new StrongComponents(graph);
        foreach (var knot in components.Find().Where(knot => knot.Length > 1).OrderBy(knot => knot.Min()))
        {
            var first = knot.Min();
            var way = Way(graph, first, first, node => components.Of(node) == components.Of(first));
            yield return (way.RemoveAt(way.Length - 1), knot.Length);
        }
    }

    private static ImmutableArray<int> Way(FlowGraph graph, int start, int end, Func<int, bool> isAllowed)
    {
        if (start < 0 || end < 0) return [];
        var reachedFrom = new Dictionary<int, int> { [start] = -1 };
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var next in graph.Next(node))
            {
                if (next == end) return [.. Back(reachedFrom, node), end];
                if (isAllowed(next) && reachedFrom.TryAdd(next, node)) queue.Enqueue(next);
            }
        }

        return [];
    }

    private static List<int> Back(Dictionary<int, int> reachedFrom, int end)
    {
        var way = new List<int>();
        for (var node = end; node >= 0; node = reachedFrom[node]) way.Add(node);
        way.Reverse();
        return way;
    }
}
