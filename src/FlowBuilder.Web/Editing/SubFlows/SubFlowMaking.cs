using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing.Edits;
using static FlowBuilder.Web.Editing.SubFlows.SubFlowEdit;

namespace FlowBuilder.Web.Editing.SubFlows;

/// <summary>Makes selected nodes a flow of their own, run by one node in their place.</summary>
/// <param name="flow">The flow.</param>
/// <param name="catalogue">The node types.</param>
internal sealed class SubFlowMaking(Flow flow, NodeCatalogue catalogue)
{
    private const string Stem = "sub-flow";
    private const string Each = "control.for-each";
    private const int LongestName = 64;

    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    private readonly HashSet<NodeId> _taken = [.. flow.Nodes.Select(node => node.Id)];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The edit that does it, or why it cannot be done.</summary>
    /// <remarks>The flow's own inputs and results stay outside: they are what the flow looks like to those who use it.</remarks>
    /// <param name="parts">The selected nodes and notes.</param>
    /// <param name="title">What the node is called that takes their place.</param>
    /// <param name="isRepeated">Whether that node runs the flow for each item of what comes into its first input, and not once.</param>
    public SubFlowEdit Make(IReadOnlyCollection<PartId> parts, string title, bool isRepeated = false)
    {
        var inside = flow.Nodes.Where(node => parts.Contains(PartId.Of(node.Id)) && !IsEnd(node)).ToList();
        if (inside.Count == 0)
        {
            return Refused(
                "Select the nodes that are to become a sub-flow. The flow's own inputs and results stay outside it.",
                "하위 플로우로 만들 노드를 선택하세요. 플로우 자체의 입력과 결과는 밖에 남습니다.");
        }

        var ids = inside.Select(node => node.Id).ToHashSet();
        if (Between(ids) is { } between)
        {
            var name = TitleOf(between);
            return Refused(
                $"\"{name.English}\" lies between the selected nodes: the sub-flow would have to wait for what comes after it. Select that node too.",
                $"선택한 노드들 사이에 \"{name.For(Korean)}\" 노드가 있어 순환이 생깁니다. 그 노드도 함께 선택하세요.");
        }

        var type = isRepeated ? Each : "flow.call";
        var call = flow.FreeNodeId(isRepeated ? "each" : Stem);
        _taken.Add(call);
        var inputs = Ends(flow.Edges.Where(edge => !ids.Contains(edge.From.Node) && ids.Contains(edge.To.Node)), "input.value");
        if (isRepeated && inputs.Count == 0)
        {
            return Refused(
                "Nothing comes into the selected nodes from outside, so there is no list to repeat them for. Wire a list to them first.",
                "선택한 노드로 밖에서 들어오는 값이 없어 반복할 목록이 없습니다. 먼저 목록을 연결하세요.");
        }

        var outputs = Ends(flow.Edges.Where(edge => ids.Contains(edge.From.Node) && !ids.Contains(edge.To.Node)), "output.value");
        var notes = flow.Notes.Where(note => parts.Contains(PartId.OfNote(note.Id))).ToList();
        var made = new Flow
        {
            Name = title,
            Nodes =
            [
                .. SubFlowPlace.Inputs(Beside(inputs, ids, isInput: true), inside),
                .. inside,
                .. SubFlowPlace.Outputs(Beside(outputs, ids, isInput: false), inside),
            ],
            Edges =
            [
                .. flow.Edges.Where(edge => ids.Contains(edge.To.Node)).Select(edge =>
                    ids.Contains(edge.From.Node) ? edge : edge with { From = new PortAddress(inputs[edge.From].Id, "value") }),
                .. outputs.Select(output => new FlowEdge(output.Key, new PortAddress(output.Value.Id, "value"))),
            ],
            Notes = [.. notes],
        };
        var node = new FlowNode
        {
            Id = call,
            Type = type,
            Version = catalogue.Find(type)?.Version ?? 1,
            Title = title,
            Position = SubFlowPlace.OfCall(inside),
            Settings = JsonMembers.Empty.With("flow", SubFlow.ToSetting(made, catalogue)),
        };
        var gone = new RemoveParts { Nodes = [.. ids], Notes = [.. notes.Select(note => note.Id)] };
        var at = flow.Nodes.IndexOf(inside[0]);
        var outside = Outside(ids, call, inputs, outputs);
        if (isRepeated) outside = Repeated(outside, node, NameOf(inputs.First().Value), outputs.Values);
        return new SubFlowEdit(Replacing(flow, gone, [node], at, outside, []), [PartId.Of(call)], null);
    }

    // The list goes into the node's own input, and what came out of the nodes comes out of it as a list; wires that a list does not fit are cut.
    private List<FlowEdge> Repeated(IEnumerable<FlowEdge> edges, FlowNode node, string item, IReadOnlyCollection<FlowNode> outputs)
    {
        var repeated = new List<FlowEdge>();
        var around = flow with { Nodes = flow.Nodes.Add(node), Edges = [] };
        foreach (var edge in edges)
        {
            var moved = edge;
            if (edge.To == new PortAddress(node.Id, item)) moved = edge with { To = new PortAddress(node.Id, "items") };
            if (edge.From.Node == node.Id)
            {
                var output = outputs.First(end => NameOf(end) == edge.From.Port).Settings["type"].GetString();
                moved = edge with { From = new PortAddress(node.Id, output is "text" or "documents" ? output : "results") };
            }

            var isNew = moved.From.Node == node.Id || moved.To.Node == node.Id;
            if (!repeated.Contains(moved) && !(isNew && EdgeRules.WhyNot(around, catalogue, moved.From, moved.To) is not null)) repeated.Add(moved);
        }

        return repeated;
    }

    private static string NameOf(FlowNode end) => end.Settings["name"].GetString()!;

    private bool IsEnd(FlowNode node) => catalogue.Find(node.Type) is { } type && (type.IsFlowInput || type.IsFlowOutput);

    private LocalText TitleOf(NodeId id)
    {
        var node = flow.Find(id)!;
        return node.Title.Length > 0 ? LocalText.Verbatim(node.Title) : catalogue.Find(node.Type)?.Title ?? LocalText.Verbatim(id.Value);
    }

    // A node outside that what is inside feeds and that feeds what is inside.
    private NodeId? Between(HashSet<NodeId> inside)
    {
        var next = flow.Edges.ToLookup(edge => edge.From.Node, edge => edge.To.Node);
        var reached = new HashSet<NodeId>();
        var queue = new Queue<NodeId>(inside);
        while (queue.TryDequeue(out var node))
        {
            foreach (var target in next[node])
            {
                if (inside.Contains(target))
                {
                    if (!inside.Contains(node)) return node;
                }
                else if (reached.Add(target))
                {
                    queue.Enqueue(target);
                }
            }
        }

        return null;
    }

    // One end of the new flow for each port whose wires cross the border, with that port's type, so that every value crosses as it is.
    private Dictionary<PortAddress, FlowNode> Ends(IEnumerable<FlowEdge> crossing, string type)
    {
        var ends = new Dictionary<PortAddress, FlowNode>();
        foreach (var source in crossing.Select(edge => edge.From).Distinct())
        {
            var name = FreeName(source);
            var settings = JsonMembers.Empty.With("name", JsonSerializer.SerializeToElement(name)).With("type", JsonSerializer.SerializeToElement(TypeOf(source).Name));

            // A branch that is not taken must be no more than that inside, too.
            if (type == "input.value") settings = settings.With("required", JsonSerializer.SerializeToElement(false));
            ends[source] = new FlowNode
            {
                Id = FreeId(type[..type.IndexOf('.', StringComparison.Ordinal)]),
                Type = type,
                Version = catalogue.Find(type)?.Version ?? 1,
                Title = name,
                Settings = settings,
            };
        }

        _names.Clear();
        return ends;
    }

    private NodeId FreeId(string stem)
    {
        var id = flow.FreeNodeId(stem, _taken);
        _taken.Add(id);
        return id;
    }

    // What a person calls the value: the flow's own name for it, or the node that it comes from.
    private string FreeName(PortAddress source)
    {
        var node = flow.Find(source.Node)!;
        var name = catalogue.Find(node.Type)?.ParameterOf(node)?.Name is { Length: > 0 } given ? given : node.Id.Value;
        if (_names.Contains(name)) name = $"{name}-{source.Port}";
        var stem = name.Length <= LongestName - 4 ? name : name[..(LongestName - 4)];
        name = stem;
        for (var number = 2; !_names.Add(name); number++) name = $"{stem}-{number}";
        return name;
    }

    private PortType TypeOf(PortAddress source) =>
        flow.Find(source.Node) is { } node && catalogue.Find(node.Type) is { } type
            ? type.PortsOf(node).FirstOrDefault(port => port.Direction == PortDirection.Output && port.Id == source.Port)?.Type ?? PortType.Any
            : PortType.Any;

    private List<(FlowNode Node, int Y)> Beside(Dictionary<PortAddress, FlowNode> ends, HashSet<NodeId> inside, bool isInput) =>
    [
        .. ends.Select(end => (end.Value, isInput
            ? flow.Edges.Where(edge => edge.From == end.Key && inside.Contains(edge.To.Node)).Min(edge => flow.Find(edge.To.Node)!.Position.Y)
            : flow.Find(end.Key.Node)!.Position.Y)),
    ];

    private List<FlowEdge> Outside(
        HashSet<NodeId> inside,
        NodeId call,
        Dictionary<PortAddress, FlowNode> inputs,
        Dictionary<PortAddress, FlowNode> outputs)
    {
        var edges = new List<FlowEdge>();
        var entered = new HashSet<PortAddress>();
        foreach (var edge in flow.Edges)
        {
            var (comesFrom, goesTo) = (inside.Contains(edge.From.Node), inside.Contains(edge.To.Node));
            if (comesFrom && goesTo) continue;
            if (goesTo)
            {
                if (entered.Add(edge.From)) edges.Add(edge with { To = new PortAddress(call, NameOf(inputs[edge.From])) });
            }
            else
            {
                edges.Add(comesFrom ? edge with { From = new PortAddress(call, NameOf(outputs[edge.From])) } : edge);
            }
        }

        return edges;
    }
}
