using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Brings parts into another order; those that it does not name follow in the order they had.</summary>
/// <param name="Nodes">The nodes' order.</param>
/// <param name="Edges">The edges' order, by their ends.</param>
/// <param name="Notes">The notes' order.</param>
internal sealed record ArrangeParts(
    ImmutableArray<NodeId> Nodes,
    ImmutableArray<(PortAddress From, PortAddress To)> Edges,
    ImmutableArray<string> Notes) : FlowEdit
{
    /// <inheritdoc/>
    public override long Weight => base.Weight + 16L * (Nodes.Length + 2 * Edges.Length + Notes.Length);

    /// <inheritdoc/>
    public override Flow Apply(Flow flow) => flow with
    {
        Nodes = Ordered(flow.Nodes, Nodes, node => node.Id),
        Edges = Ordered(flow.Edges, Edges, edge => (edge.From, edge.To)),
        Notes = Ordered(flow.Notes, Notes, note => note.Id),
    };

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new ArrangeParts(
        [.. before.Nodes.Select(node => node.Id)],
        [.. before.Edges.Select(edge => (edge.From, edge.To))],
        [.. before.Notes.Select(note => note.Id)]);

    private static ImmutableArray<T> Ordered<T, TKey>(ImmutableArray<T> parts, ImmutableArray<TKey> order, Func<T, TKey> keyOf)
        where TKey : notnull
    {
        var places = new Dictionary<TKey, int>();
        foreach (var key in order) places.TryAdd(key, places.Count);
        return [.. parts.OrderBy(part => places.GetValueOrDefault(keyOf(part), int.MaxValue))];
    }
}
