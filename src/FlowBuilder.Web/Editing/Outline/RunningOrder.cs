using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Outline;

/// <summary>The order in which a flow is read as a list: a node stands below all that it takes from.</summary>
/// <remarks>Kahn's algorithm; of the nodes that could come next, the leftmost does, then the topmost, then the first of the file.</remarks>
internal static class RunningOrder
{
    /// <summary>The nodes of a flow in that order. Nodes of a circle, which a stored flow cannot have, come last.</summary>
    public static IReadOnlyList<NodeId> Of(Flow flow)
    {
        var waiting = flow.Nodes.ToDictionary(node => node.Id, _ => 0);
        var edges = flow.Edges.Where(edge => waiting.ContainsKey(edge.From.Node) && waiting.ContainsKey(edge.To.Node)).ToList();
        foreach (var edge in edges) waiting[edge.To.Node]++;
        var next = edges.ToLookup(edge => edge.From.Node, edge => edge.To.Node);
        var ranks = flow.Nodes.Select((node, index) => (node.Id, Rank: (node.Position.X, node.Position.Y, index))).ToDictionary(item => item.Id, item => item.Rank);
        var ready = new PriorityQueue<NodeId, (int, int, int)>();
        foreach (var node in flow.Nodes.Where(node => waiting[node.Id] == 0)) ready.Enqueue(node.Id, ranks[node.Id]);

        var order = new List<NodeId>(flow.Nodes.Length);
        while (ready.TryDequeue(out var id, out _))
        {
            order.Add(id);
            foreach (var target in next[id])
            {
                if (--waiting[target] == 0) ready.Enqueue(target, ranks[target]);
            }
        }

        if (order.Count < flow.Nodes.Length) order.AddRange(flow.Nodes.Select(node => node.Id).Except(order));
        return order;
    }
}
