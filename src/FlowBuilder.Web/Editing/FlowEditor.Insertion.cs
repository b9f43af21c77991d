using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing;

/// <content>Dropping nodes on wires.</content>
internal sealed partial class FlowEditor
{
    /// <summary>Puts parts at other places, and a node among them into a wire, in one edit.</summary>
    /// <returns>Why the node does not go into the wire, or null; it stands at its new place all the same.</returns>
    public LocalText? MoveInto(NodeId node, (PortAddress From, PortAddress To) wire, ImmutableDictionary<PartId, CanvasPoint> places)
    {
        var move = new MoveParts(places);
        var (edits, refusal) = new WireInsertion(catalogue, rules).Into(move.Apply(session.Flow), node, wire);
        history.Do(edits.Count == 0 ? move : new EditBatch([move, .. edits]));
        return refusal;
    }

    /// <summary>Adds a node of a type and puts it into a wire, in one edit.</summary>
    /// <returns>The node, or null for a type that is not known; and why it does not go into the wire, or null.</returns>
    public (NodeId? Id, LocalText? Refusal) AddInto(string typeId, CanvasPoint position, (PortAddress From, PortAddress To) wire)
    {
        if (catalogue.Find(typeId) is not { } type) return (null, null);
        var id = session.Flow.FreeNodeId(Stem(typeId));
        var node = new FlowNode { Id = id, Type = type.Id, Version = type.Version, Position = position };
        var add = InsertParts.AtEnd(nodes: [Named(node, type)]);
        var (edits, refusal) = new WireInsertion(catalogue, rules).Into(add.Apply(session.Flow), id, wire);
        history.Do(edits.Count == 0 ? add : new EditBatch([add, .. edits]));
        return (id, refusal);
    }
}
