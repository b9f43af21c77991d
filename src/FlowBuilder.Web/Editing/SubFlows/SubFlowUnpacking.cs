using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Editing.Edits;
using static FlowBuilder.Web.Editing.SubFlows.SubFlowEdit;

namespace FlowBuilder.Web.Editing.SubFlows;

/// <summary>Puts the nodes of an embedded flow in the place of the node that runs it.</summary>
/// <param name="flow">The flow.</param>
/// <param name="catalogue">The node types.</param>
internal sealed class SubFlowUnpacking(Flow flow, NodeCatalogue catalogue)
{
    /// <summary>The flow that a node embeds, or null where it embeds none.</summary>
    public static Flow? Inside(FlowNode node, NodeCatalogue catalogue) =>
        catalogue.Find(node.Type)?.Fields.FirstOrDefault(field => field.Kind == FieldKind.Flow) is { } field && node.Settings.TryGet(field.Name, out var setting)
            ? SubFlow.Read(setting, catalogue)
            : null;

    /// <summary>The edit that does it, or why it cannot be done.</summary>
    /// <param name="id">The node.</param>
    public SubFlowEdit Unpack(NodeId id)
    {
        if (flow.Find(id) is not { } call || Inside(call, catalogue) is not { } inner)
        {
            return Refused(
                "Only a sub-flow that stands in the node itself can be unpacked. A stored flow is opened by itself.",
                "노드 안에 들어 있는 하위 플로우만 풀 수 있습니다. 저장된 플로우는 따로 열어 보세요.");
        }

        var known = FlowInterface.Of(inner, catalogue);
        var ends = Dissolved(inner, call.Id, known);
        var nodes = inner.Nodes.Where(node => !ends.Contains(node.Id)).ToList();
        var names = Names(nodes, call.Id);
        var wiring = new Wiring(flow, inner, call.Id, known, ends, names);
        var (right, down) = Way(nodes, call);
        var at = flow.Nodes.IndexOf(call);
        nodes = [.. nodes.Select(node => node with
        {
            Id = names[node.Id],
            Position = CanvasPoint.From(node.Position.X + right, node.Position.Y + down),
        })];
        var notes = inner.Notes
            .Select(note => note with { Id = FreeNoteId(note.Id), Position = CanvasPoint.From(note.Position.X + right, note.Position.Y + down) })
            .ToList();
        var edit = Replacing(flow, new RemoveParts { Nodes = [id] }, nodes, at, [.. wiring.All()], notes);
        return new SubFlowEdit(edit, [.. nodes.Select(node => PartId.Of(node.Id)), .. notes.Select(note => PartId.OfNote(note.Id))], null);
    }

    private string FreeNoteId(string id)
    {
        var free = id;
        for (var number = 2; flow.Notes.Any(note => note.Id == free); number++) free = $"{id}-{number}";
        return free;
    }

    // The ends that wires go through, and those that were only made to be such. An input with a default of its own stays where nothing feeds it.
    private HashSet<NodeId> Dissolved(Flow inner, NodeId call, FlowInterface known)
    {
        var wired = known.Inputs.Where(port => flow.Edges.Any(edge => edge.To == new PortAddress(call, port.Id))).Select(port => port.Node)
            .Concat(known.Outputs.Where(port => flow.Edges.Any(edge => edge.From == new PortAddress(call, port.Id))).Select(port => port.Node));
        return [.. wired, .. inner.Nodes.Where(node => node.Type is "input.value" or "output.value").Select(node => node.Id)];
    }

    private Dictionary<NodeId, NodeId> Names(List<FlowNode> nodes, NodeId call)
    {
        var rest = flow with { Nodes = flow.Nodes.RemoveAll(node => node.Id == call) };
        var taken = new HashSet<NodeId>(nodes.Select(node => node.Id));
        var names = new Dictionary<NodeId, NodeId>();
        foreach (var node in nodes)
        {
            names[node.Id] = rest.Find(node.Id) is null ? node.Id : rest.FreeNodeId(node.Id.Value, taken);
            taken.Add(names[node.Id]);
        }

        return names;
    }

    // If the node was moved since, what was in it moves as far.
    private static (int Right, int Down) Way(List<FlowNode> nodes, FlowNode call)
    {
        if (nodes.Count == 0) return (0, 0);
        var place = SubFlowPlace.OfCall(nodes);
        return (call.Position.X - place.X, call.Position.Y - place.Y);
    }

    /// <summary>Leads the wires that went to and from the node to the nodes that were in it.</summary>
    private sealed class Wiring(
        Flow outer,
        Flow inner,
        NodeId call,
        FlowInterface known,
        HashSet<NodeId> ends,
        Dictionary<NodeId, NodeId> names)
    {
        /// <summary>All wires after it: those outside in their places, those from inside behind them.</summary>
        public IEnumerable<FlowEdge> All()
        {
            foreach (var edge in outer.Edges)
            {
                if (edge.To.Node == call) continue;
                if (edge.From.Node != call) yield return edge;
                else if (Given(edge.From.Port) is { } source) yield return edge with { From = source };
            }

            foreach (var edge in inner.Edges)
            {
                if (ends.Contains(edge.To.Node) || Source(edge.From) is not { } source) continue;
                yield return edge with { From = source, To = edge.To with { Node = names[edge.To.Node] } };
            }
        }

        // Where the value of one of the node's outputs comes from.
        private PortAddress? Given(string output) =>
            known.Outputs.FirstOrDefault(port => port.Id == output) is { } port && inner.Edges.FirstOrDefault(edge => edge.To.Node == port.Node) is { } edge
                ? Source(edge.From)
                : null;

        // Where a value inside comes from: from a node that was inside, or through an input from outside.
        private PortAddress? Source(PortAddress inside)
        {
            if (!ends.Contains(inside.Node)) return names.TryGetValue(inside.Node, out var name) ? inside with { Node = name } : null;
            return known.Inputs.FirstOrDefault(input => input.Node == inside.Node && input.Port == inside.Port) is { } input
                ? outer.Edges.FirstOrDefault(edge => edge.To == new PortAddress(call, input.Id))?.From
                : null;
        }
    }
}
