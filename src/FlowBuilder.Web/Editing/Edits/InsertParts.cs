using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing.Edits;

/// <summary>Adds nodes, edges and notes, each at its place in the file's order.</summary>
/// <remarks>The order matters: values reach a list port in the order of its edges.</remarks>
internal sealed record InsertParts : FlowEdit
{
    /// <summary>The nodes, each with its index; beyond the end means at the end.</summary>
    public ImmutableArray<(int Index, FlowNode Node)> Nodes { get; init; } = [];

    /// <summary>The edges, each with its index.</summary>
    public ImmutableArray<(int Index, FlowEdge Edge)> Edges { get; init; } = [];

    /// <summary>The notes, each with its index.</summary>
    public ImmutableArray<(int Index, FlowNote Note)> Notes { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<PartId> Brings =>
        Nodes.Select(item => PartId.Of(item.Node.Id)).Concat(Notes.Select(item => PartId.OfNote(item.Note.Id)));

    /// <inheritdoc/>
    public override long Weight => base.Weight + 128L * Edges.Length
        + Nodes.Sum(item => 512 + item.Node.Settings.Sum(setting => (long)JsonMarshal.GetRawUtf8Value(setting.Value).Length))
        + Notes.Sum(item => 256 + 2L * item.Note.Text.Length);

    /// <summary>Adds parts at the end.</summary>
    public static InsertParts AtEnd(
        IEnumerable<FlowNode>? nodes = null,
        IEnumerable<FlowEdge>? edges = null,
        IEnumerable<FlowNote>? notes = null) => new()
        {
            Nodes = [.. (nodes ?? []).Select(node => (int.MaxValue, node))],
            Edges = [.. (edges ?? []).Select(edge => (int.MaxValue, edge))],
            Notes = [.. (notes ?? []).Select(note => (int.MaxValue, note))],
        };

    /// <inheritdoc/>
    public override Flow Apply(Flow flow)
    {
        var nodes = Insert(flow.Nodes, Nodes.Where(item => flow.Find(item.Node.Id) is null));
        var ids = nodes.Select(node => node.Id).ToHashSet();
        var more = flow with
        {
            Nodes = nodes,
            Edges = Insert(flow.Edges, Edges.Where(item =>
                ids.Contains(item.Edge.From.Node) && ids.Contains(item.Edge.To.Node)
                && !flow.Edges.Any(edge => edge.From == item.Edge.From && edge.To == item.Edge.To))),
            Notes = Insert(flow.Notes, Notes.Where(item => !flow.Notes.Any(note => note.Id == item.Note.Id))),
        };
        return more.PartCount() == flow.PartCount() ? flow : more;
    }

    /// <inheritdoc/>
    public override FlowEdit Invert(Flow before) => new RemoveParts
    {
        Nodes = [.. Nodes.Select(item => item.Node.Id)],
        Edges = [.. Edges.Select(item => (item.Edge.From, item.Edge.To))],
        Notes = [.. Notes.Select(item => item.Note.Id)],
    };

    private static ImmutableArray<T> Insert<T>(ImmutableArray<T> parts, IEnumerable<(int Index, T Part)> added)
    {
        var result = parts.ToBuilder();
        foreach (var (index, part) in added) result.Insert(Math.Min(index, result.Count), part);
        return result.ToImmutable();
    }
}
