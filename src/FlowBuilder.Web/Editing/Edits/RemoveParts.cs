using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Takes nodes, edges and notes away; with a node go its edges.</summary>
internal sealed record RemoveParts : FlowEdit
{
    /// <summary>The nodes.</summary>
    public ImmutableHashSet<NodeId> Nodes { get; init; } = [];

    /// <summary>The edges, by their ends.</summary>
    public ImmutableHashSet<(PortAddress From, PortAddress To)> Edges { get; init; } = [];

    /// <summary>Inputs that give up whatever wire ends there.</summary>
    public ImmutableHashSet<PortAddress> Inputs { get; init; } = [];

    /// <summary>The notes.</summary>
    public ImmutableHashSet<string> Notes { get; init; } = [];

    /// <inheritdoc/>
    public override Flow Apply(Flow flow)
    {
        var rest = flow with
        {
            Nodes = flow.Nodes.RemoveAll(node => Nodes.Contains(node.Id)),
            Edges = flow.Edges.RemoveAll(Takes),
            Notes = flow.Notes.RemoveAll(note => Notes.Contains(note.Id)),
        };
        return rest.PartCount() == flow.PartCount() ? flow : rest;
    }

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new InsertParts
    {
        Nodes = [.. Indexed(before.Nodes, node => Nodes.Contains(node.Id))],
        Edges = [.. Indexed(before.Edges, Takes)],
        Notes = [.. Indexed(before.Notes, note => Notes.Contains(note.Id))],
    };

    private static IEnumerable<(int Index, T Part)> Indexed<T>(ImmutableArray<T> parts, Predicate<T> isTaken) =>
        parts.Select((part, index) => (index, part)).Where(item => isTaken(item.part));

    private bool Takes(FlowEdge edge) =>
        Edges.Contains((edge.From, edge.To)) || Inputs.Contains(edge.To) || Nodes.Contains(edge.From.Node) || Nodes.Contains(edge.To.Node);
}
