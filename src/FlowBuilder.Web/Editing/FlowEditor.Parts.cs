using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing;

/// <content>Adding wired nodes, copying, putting in order, and notes.</content>
internal sealed partial class FlowEditor
{
    /// <summary>Adds a node with one of its ports at a place, wired with a port that is there; one step.</summary>
    /// <param name="fit">The node's type and its port.</param>
    /// <param name="port">The port that is there.</param>
    /// <param name="isOutput">Whether the wire begins at that port.</param>
    /// <param name="place">Where the new node's port goes.</param>
    /// <param name="refusal">Why it may not be wired; the node is then added without.</param>
    public NodeId AddWired(PortFit fit, PortAddress port, bool isOutput, CanvasPoint place, out LocalText? refusal)
    {
        var flow = session.Flow;
        var (type, id) = (fit.Type, session.FreeNodeId(Stem(fit.Type.Id)));
        var node = Named(new FlowNode { Id = id, Type = type.Id, Version = type.Version, Settings = fit.Settings }, type);
        var insert = InsertParts.AtEnd(nodes: [node with { Position = PlaceBehind(type, node, fit.Port, place) }]);
        var own = new PortAddress(id, fit.Port.Id);
        var (from, to) = isOutput ? (port, own) : (own, port);

        // An input that takes one wire gives up the one it has.
        var cut = new RemoveParts
        {
            Edges = rules.TakesSeveral(flow, to) ? [] : [.. flow.Edges.Where(edge => edge.To == to).Select(edge => (edge.From, edge.To))],
        };
        refusal = rules.Refuse(cut.Apply(insert.Apply(flow)), from, to);
        var edge = InsertParts.AtEnd(edges: [new FlowEdge(from, to)]);
        history.Do(refusal is null ? new EditBatch(cut.Edges.IsEmpty ? [insert, edge] : [insert, cut, edge]) : insert);
        return id;
    }

    /// <summary>Whether a wire ends or begins at a port.</summary>
    public bool IsWired(PortAddress port, bool isOutput) =>
        session.Flow.Edges.Any(edge => (isOutput ? edge.From : edge.To) == port);

    /// <summary>Takes all wires of a port away.</summary>
    public void DisconnectPort(PortAddress port, bool isOutput) => history.Do(new RemoveParts
    {
        Edges = [.. session.Flow.Edges.Where(edge => (isOutput ? edge.From : edge.To) == port).Select(edge => (edge.From, edge.To))],
    });

    /// <summary>Copies nodes and notes beside themselves, with the wires among them.</summary>
    /// <returns>The copies.</returns>
    public IReadOnlyList<PartId> Duplicate(IReadOnlyCollection<PartId> parts) =>
        Insert(session.Flow.Fragment(parts), DuplicateOffset, DuplicateOffset);

    /// <summary>Adds the nodes, wires and notes of another flow, as one step.</summary>
    /// <param name="fragment">The parts; their ids give way to those that are taken.</param>
    /// <param name="right">How far to the right of where they stood.</param>
    /// <param name="down">How far below where they stood.</param>
    /// <returns>What was added.</returns>
    public IReadOnlyList<PartId> Insert(Flow fragment, double right, double down)
    {
        var flow = session.Flow;
        var isWhole = flow.Nodes.IsEmpty && flow.Notes.IsEmpty && fragment.Name.Length > 0;
        var (ids, nodes) = (new Dictionary<NodeId, NodeId>(), new List<FlowNode>());
        foreach (var node in fragment.Nodes)
        {
            var free = flow.Find(node.Id) is null && !ids.ContainsValue(node.Id)
                ? node.Id
                : session.FreeNodeId(StemOf(node.Id), ids.Values.ToHashSet());
            ids[node.Id] = free;
            var copy = node with { Id = free, Position = Shifted(node.Position) };
            nodes.Add(catalogue.Find(node.Type) is { } type ? Named(copy, type, nodes) : copy);
        }

        var edges = fragment.Edges.Select(edge => edge with
        {
            From = edge.From with { Node = ids[edge.From.Node] },
            To = edge.To with { Node = ids[edge.To.Node] },
        });
        var notes = new List<FlowNote>();
        foreach (var note in fragment.Notes) notes.Add(note with { Id = FreeNoteId(note.Id, notes), Position = Shifted(note.Position) });
        var insert = InsertParts.AtEnd(nodes, edges, notes);
        history.Do(isWhole
            ? new EditBatch([insert, new SetFlowName(fragment.Name), new SetFlowFacts(fragment.Description, fragment.Tags, flow.Extra)])
            : insert);
        return [.. nodes.Select(node => PartId.Of(node.Id)), .. notes.Select(note => PartId.OfNote(note.Id))];

        CanvasPoint Shifted(CanvasPoint place) => CanvasPoint.From(place.X + right, place.Y + down);
    }

    /// <summary>Puts parts in order; one step.</summary>
    public void Align(Alignment alignment, IReadOnlyList<PartBox> boxes) => history.Do(new MoveParts(boxes.Arranged(alignment)));

    /// <summary>Moves parts by so many canvas pixels.</summary>
    public void Nudge(IReadOnlyCollection<PartId> parts, int right, int down)
    {
        var flow = session.Flow;
        var places = flow.Nodes.Select(node => (Id: PartId.Of(node.Id), node.Position))
            .Concat(flow.Notes.Select(note => (Id: PartId.OfNote(note.Id), note.Position)))
            .Where(part => parts.Contains(part.Id));
        Move(places.ToImmutableDictionary(part => part.Id, part => CanvasPoint.From(part.Position.X + right, part.Position.Y + down)));
    }

    /// <summary>Adds a note that says nothing yet.</summary>
    /// <returns>Its id.</returns>
    public string AddNote(CanvasPoint place)
    {
        var id = FreeNoteId("note", []);
        history.Do(InsertParts.AtEnd(notes: [new FlowNote { Id = id, Position = place }]));
        return id;
    }

    /// <summary>Gives a note another colour.</summary>
    public void PaintNote(string note, string color) => history.Do(new SetNoteColor(note, color));

    /// <summary>Makes a note larger or smaller.</summary>
    public void ResizeNote(string note, CanvasSize size) => history.Do(new SetNoteSize(note, size));

    private static CanvasPoint PlaceBehind(NodeType type, FlowNode node, PortSpec port, CanvasPoint place)
    {
        var side = type.PortsOf(node).Where(other => other.Direction == port.Direction && !other.IsHidden && (!other.IsSetting || other.Id == port.Id));
        var row = side.TakeWhile(other => other.Id != port.Id).Count();
        var (x, y) = port.Direction == PortDirection.Input
            ? NodeGeometry.InputAt(default, row)
            : NodeGeometry.OutputAt(default, NodeGeometry.WidthOf(type.Title.ToString()), row);
        return CanvasPoint.From(place.X - x, place.Y - y);
    }

    private string FreeNoteId(string id, List<FlowNote> taken)
    {
        var stem = StemOf(new NodeId(id));
        for (var number = 1; ; number++)
        {
            if (!session.Flow.Notes.Any(note => note.Id == id) && !taken.Exists(note => note.Id == id)) return id;
            id = number == 1 ? stem : $"{stem}-{number}";
        }
    }
}
