using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing;

/// <summary>Making a flow from a flow with one part changed.</summary>
internal static class FlowParts
{
    /// <summary>The flow with one node changed; the same flow where there is no such node.</summary>
    public static Flow WithNode(this Flow flow, NodeId id, Func<FlowNode, FlowNode> change)
    {
        for (var i = 0; i < flow.Nodes.Length; i++)
        {
            if (flow.Nodes[i].Id == id) return flow with { Nodes = flow.Nodes.SetItem(i, change(flow.Nodes[i])) };
        }

        return flow;
    }

    /// <summary>The flow with one note changed; the same flow where there is no such note, or nothing changed.</summary>
    public static Flow WithNote(this Flow flow, string id, Func<FlowNote, FlowNote> change)
    {
        for (var i = 0; i < flow.Notes.Length; i++)
        {
            if (flow.Notes[i].Id != id) continue;
            var changed = change(flow.Notes[i]);
            return ReferenceEquals(changed, flow.Notes[i]) ? flow : flow with { Notes = flow.Notes.SetItem(i, changed) };
        }

        return flow;
    }

    /// <summary>Some nodes and notes of a flow with the edges among them, as a flow of its own without a name.</summary>
    public static Flow Fragment(this Flow flow, IReadOnlyCollection<PartId> parts)
    {
        var nodes = flow.Nodes.Where(node => parts.Contains(PartId.Of(node.Id))).ToList();
        var ids = nodes.Select(node => node.Id).ToHashSet();
        return new Flow
        {
            Nodes = [.. nodes],
            Edges = [.. flow.Edges.Where(edge => ids.Contains(edge.From.Node) && ids.Contains(edge.To.Node))],
            Notes = [.. flow.Notes.Where(note => parts.Contains(PartId.OfNote(note.Id)))],
        };
    }

    /// <summary>Whether the flow has a node or note of that id.</summary>
    public static bool Has(this Flow flow, PartId id) =>
        id.IsNote ? flow.Notes.Any(note => note.Id == id.Note) : flow.Find(id.Node) is not null;

    /// <summary>How many nodes, edges and notes the flow has.</summary>
    public static int PartCount(this Flow flow) => flow.Nodes.Length + flow.Edges.Length + flow.Notes.Length;

    /// <summary>Where the named nodes and notes stand; those that are not there are left out.</summary>
    public static IEnumerable<KeyValuePair<PartId, CanvasPoint>> PlacesOf(this Flow flow, IReadOnlySet<PartId> parts) =>
        flow.Nodes.Select(node => KeyValuePair.Create(PartId.Of(node.Id), node.Position))
            .Concat(flow.Notes.Select(note => KeyValuePair.Create(PartId.OfNote(note.Id), note.Position)))
            .Where(place => parts.Contains(place.Key));

    /// <summary>A readable id that no node of the flow has: <c>prompt</c>, <c>prompt-2</c>.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="stem">What the id begins with; of the form of an id.</param>
    /// <param name="taken">Further ids that are not free.</param>
    public static NodeId FreeNodeId(this Flow flow, string stem, IReadOnlySet<NodeId>? taken = null)
    {
        var number = 1;
        while (true)
        {
            var id = new NodeId(number == 1 ? stem : $"{stem}-{number}");
            if (flow.Find(id) is null && taken?.Contains(id) != true) return id;
            number++;
        }
    }
}
