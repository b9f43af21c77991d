using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows.Comparison;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Merging;

/// <summary>Merges the wires, once the nodes are merged.</summary>
internal sealed class EdgeMerge(NodeCatalogue catalogue, MergeSide favored, List<MergeConflict> conflicts)
{
    /// <summary>The merged wires, in order.</summary>
    /// <param name="sides">The flow in its three versions.</param>
    /// <param name="merged">The merged flow, without wires.</param>
    public IEnumerable<FlowEdge> Merge(ThreeWay<Flow> sides, Flow merged)
    {
        var (origin, ours, theirs) = (ByEnds(sides.Origin!), ByEnds(sides.Ours!), ByEnds(sides.Theirs!));
        var nodes = merged.Nodes.Select(node => node.Id).ToHashSet();
        var kept = new Dictionary<(PortAddress From, PortAddress To), FlowEdge>();
        foreach (var (ends, edge) in origin.Concat(ours).DistinctBy(edge => edge.Key))
        {
            var isOurs = ours.TryGetValue(ends, out var our) || IsMissed(sides.Ours!, nodes, ends);
            var isTheirs = theirs.TryGetValue(ends, out var their) || IsMissed(sides.Theirs!, nodes, ends);
            if (isOurs && isTheirs && HasNodes(nodes, ends)) kept[ends] = (favored == MergeSide.Ours ? our ?? their : their ?? our) ?? edge;
        }

        var flow = merged with { Edges = [.. kept.Values] };
        foreach (var edge in Additions(favored == MergeSide.Ours ? ours : theirs, origin, kept).ToList()) flow = Add(flow, edge, nodes, kept);
        foreach (var edge in Additions(favored == MergeSide.Ours ? theirs : ours, origin, kept).ToList()) flow = Add(flow, edge, nodes, kept);
        return PartOrder.Merge([.. origin.Keys], [.. ours.Keys], [.. theirs.Keys], kept.Keys.ToHashSet()).Select(ends => kept[ends]);
    }

    private static Dictionary<(PortAddress From, PortAddress To), FlowEdge> ByEnds(Flow flow)
    {
        var edges = new Dictionary<(PortAddress, PortAddress), FlowEdge>();
        foreach (var edge in flow.Edges) edges.TryAdd((edge.From, edge.To), edge);
        return edges;
    }

    // A wire that went with its node, and comes back with the node that the other side wants.
    private static bool IsMissed(Flow side, HashSet<NodeId> nodes, (PortAddress From, PortAddress To) ends) =>
        HasNodes(nodes, ends) && (side.Find(ends.From.Node) is null || side.Find(ends.To.Node) is null);

    private static bool HasNodes(HashSet<NodeId> nodes, (PortAddress From, PortAddress To) ends) =>
        nodes.Contains(ends.From.Node) && nodes.Contains(ends.To.Node);

    private static IEnumerable<FlowEdge> Additions(
        Dictionary<(PortAddress From, PortAddress To), FlowEdge> side,
        Dictionary<(PortAddress From, PortAddress To), FlowEdge> origin,
        Dictionary<(PortAddress From, PortAddress To), FlowEdge> kept) =>
        side.Where(edge => !origin.ContainsKey(edge.Key) && !kept.ContainsKey(edge.Key)).Select(edge => edge.Value);

    private Flow Add(Flow flow, FlowEdge edge, HashSet<NodeId> nodes, Dictionary<(PortAddress From, PortAddress To), FlowEdge> kept)
    {
        // Its node was removed by the favoured side, which is a conflict of its own.
        if (!HasNodes(nodes, (edge.From, edge.To))) return flow;
        if (EdgeRules.WhyNotMerged(flow, catalogue, edge.From, edge.To) is { } reason)
        {
            var (from, to) = (PartLabels.Of(edge.From, flow, catalogue), PartLabels.Of(edge.To, flow, catalogue));
            conflicts.Add(new MergeConflict($"edges.{edge.From}>{edge.To}", LocalText.Of(
                $"The new wire from “{from.English}” ({edge.From}) to “{to.English}” ({edge.To}) does not go with what the other side changed: {reason.English}",
                $"“{from.For(Languages.Korean)}”({edge.From})에서 “{to.For(Languages.Korean)}”({edge.To})(으)로 가는 새 연결선은 다른 쪽의 변경과 함께 쓸 수 없습니다. {reason.For(Languages.Korean)}"))
            { Node = edge.To.Node });
            return flow;
        }

        kept[(edge.From, edge.To)] = edge;
        return flow with { Edges = flow.Edges.Add(edge) };
    }
}
