using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Outline;

/// <summary>What it comes to when a node goes one line up or down the outline.</summary>
/// <remarks>Where no wire forces an order, positions decide it: the node and its neighbour change places on the canvas.</remarks>
/// <param name="Places">The new places; empty where the node cannot move.</param>
/// <param name="Neighbour">The node that it passes, or cannot pass because a wire leads from one to the other; null at the list's end.</param>
internal sealed record OutlineMove(ImmutableDictionary<PartId, CanvasPoint> Places, NodeId? Neighbour)
{
    private static readonly ImmutableDictionary<PartId, CanvasPoint> Nowhere = ImmutableDictionary<PartId, CanvasPoint>.Empty;

    /// <summary>Whether the node moves.</summary>
    public bool IsPossible => !Places.IsEmpty;

    /// <summary>Thinks a move through.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="node">The node that moves.</param>
    /// <param name="step">-1 for a line up, 1 for a line down.</param>
    public static OutlineMove Of(Flow flow, NodeId node, int step)
    {
        var order = RunningOrder.Of(flow);
        var index = order.ToList().IndexOf(node);
        var target = index + step;
        if (index < 0 || target < 0 || target >= order.Count) return new OutlineMove(Nowhere, null);
        var (upper, lower) = (order[Math.Min(index, target)], order[Math.Max(index, target)]);
        var neighbour = order[target];
        if (flow.Edges.Any(edge => edge.From.Node == upper && edge.To.Node == lower)) return new OutlineMove(Nowhere, neighbour);
        var (above, below) = (flow.Find(upper)!.Position, flow.Find(lower)!.Position);

        // Two that lie on each other have nothing to swap: the lower one goes just above.
        var places = above == below
            ? Nowhere.Add(PartId.Of(lower), CanvasPoint.From(above.X, above.Y - 10))
            : Nowhere.Add(PartId.Of(lower), above).Add(PartId.Of(upper), below);
        return new OutlineMove(places, neighbour);
    }
}
