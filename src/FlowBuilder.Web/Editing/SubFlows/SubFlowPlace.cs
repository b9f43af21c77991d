using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.SubFlows;

/// <summary>Where things go when nodes become a flow of their own.</summary>
internal static class SubFlowPlace
{
    // About what a card is: the ends of the new flow stand this far beside its nodes, and below one another.
    private const int CardWidth = 344;
    private const int CardHeight = 120;
    private const int Gap = 80;

    /// <summary>Where the node that runs them stands: in the middle of where they stood.</summary>
    public static CanvasPoint OfCall(IEnumerable<FlowNode> inside)
    {
        var (xs, ys) = (inside.Select(node => node.Position.X).ToList(), inside.Select(node => node.Position.Y).ToList());
        return new CanvasPoint((xs.Min() + xs.Max()) / 2, (ys.Min() + ys.Max()) / 2);
    }

    /// <summary>Puts the inputs of the new flow in a column to the left of its nodes, each beside what it feeds.</summary>
    public static IEnumerable<FlowNode> Inputs(IReadOnlyList<(FlowNode Node, int Y)> inputs, IReadOnlyList<FlowNode> inside) =>
        Column(inputs, inside.Min(node => node.Position.X) - Gap - CardWidth);

    /// <summary>Puts the results of the new flow in a column to the right of its nodes, each beside what feeds it.</summary>
    public static IEnumerable<FlowNode> Outputs(IReadOnlyList<(FlowNode Node, int Y)> outputs, IReadOnlyList<FlowNode> inside) =>
        Column(outputs, inside.Max(node => node.Position.X) + CardWidth + Gap);

    private static IEnumerable<FlowNode> Column(IReadOnlyList<(FlowNode Node, int Y)> nodes, int x)
    {
        var lowest = int.MinValue;
        var places = new Dictionary<NodeId, CanvasPoint>();
        foreach (var (node, y) in nodes.OrderBy(item => item.Y))
        {
            lowest = lowest == int.MinValue ? y : Math.Max(y, lowest + CardHeight + Gap / 2);
            places[node.Id] = CanvasPoint.From(x, lowest);
        }

        return nodes.Select(item => item.Node with { Position = places[item.Node.Id] });
    }
}
