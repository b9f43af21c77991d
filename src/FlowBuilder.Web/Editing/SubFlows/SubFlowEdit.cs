using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing.SubFlows;

/// <summary>What it takes to make a sub-flow or to unpack one, or why it cannot be done.</summary>
/// <param name="Edit">The edit, or null.</param>
/// <param name="Made">What is on the canvas after it and was not before.</param>
/// <param name="Refusal">Why it cannot be done, or null.</param>
internal sealed record SubFlowEdit(FlowEdit? Edit, IReadOnlyList<PartId> Made, LocalText? Refusal)
{
    /// <summary>It cannot be done.</summary>
    public static SubFlowEdit Refused(string english, string korean) => new(null, [], LocalText.Of(english, korean));

    /// <summary>An edit that replaces parts by others and keeps what it does not name where it is.</summary>
    /// <param name="flow">The flow before.</param>
    /// <param name="gone">What goes, with its wires.</param>
    /// <param name="nodes">The nodes that come.</param>
    /// <param name="at">Where in the file's order they come.</param>
    /// <param name="edges">All wires after it, in order.</param>
    /// <param name="notes">The notes that come.</param>
    public static FlowEdit Replacing(
        Flow flow,
        RemoveParts gone,
        IReadOnlyList<FlowNode> nodes,
        int at,
        IReadOnlyList<FlowEdge> edges,
        IEnumerable<FlowNote> notes)
    {
        var kept = gone.Apply(flow).Edges.Select(edge => (edge.From, edge.To)).ToHashSet();
        var come = new InsertParts
        {
            Nodes = [.. nodes.Select((node, i) => (at + i, node))],
            Edges = [.. edges.Select((edge, i) => (i, edge)).Where(item => !kept.Contains((item.edge.From, item.edge.To)))],
            Notes = [.. notes.Select(note => (int.MaxValue, note))],
        };
        return new EditBatch([gone, come]);
    }
}
