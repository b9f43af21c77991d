namespace FlowBuilder.Core.Layout;

/// <summary>Boxes that edges connect, directly or by way of others.</summary>
/// <param name="Boxes">Their indices among all boxes, ascending.</param>
/// <param name="Edges">The indices of the edges among them.</param>
internal sealed record LayoutGroup(int[] Boxes, int[] Edges)
{
    /// <summary>How many boxes.</summary>
    public int Length => Boxes.Length;

    /// <summary>The edges with their ends numbered within the group.</summary>
    public LayoutEdge[] LocalEdges(IReadOnlyList<LayoutEdge> edges)
    {
        var places = new Dictionary<int, int>(Boxes.Length);
        for (var i = 0; i < Boxes.Length; i++) places[Boxes[i]] = i;
        return [.. Edges.Select(edge => edges[edge] with { Source = places[edges[edge].Source], Target = places[edges[edge].Target] })];
    }
}
