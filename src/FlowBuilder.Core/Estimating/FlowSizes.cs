using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Estimating;

/// <summary>Follows the lengths of texts through a flow, from its inputs down (Kahn's algorithm); nodes on a circle have none.</summary>
internal sealed class FlowSizes
{
    private readonly Dictionary<NodeId, SizeRange> _outputs = [];
    private readonly Dictionary<NodeId, SizeRange> _inputs = [];
    private readonly HashSet<NodeId> _maybe = [];
    private readonly NodeCatalogue _catalogue;
    private readonly RunCommand _command;
    private readonly ILookup<NodeId, FlowEdge> _into;

    /// <summary>Follows them.</summary>
    /// <param name="command">The flow with its inputs and pins.</param>
    /// <param name="catalogue">The node types.</param>
    /// <param name="given">The lengths of inputs of which only that is known, by name.</param>
    public FlowSizes(RunCommand command, NodeCatalogue catalogue, IReadOnlyDictionary<string, SizeRange> given)
    {
        (_command, _catalogue, _into) = (command, catalogue, command.Flow.Edges.ToLookup(edge => edge.To.Node));
        var nodes = command.Flow.Nodes.DistinctBy(node => node.Id).ToDictionary(node => node.Id);
        var outOf = command.Flow.Edges.ToLookup(edge => edge.From.Node, edge => edge.To.Node);
        var open = nodes.Keys.ToDictionary(id => id, id => _into[id].Count(edge => nodes.ContainsKey(edge.From.Node)));
        var ready = new Queue<NodeId>(nodes.Keys.Where(id => open[id] == 0));
        while (ready.TryDequeue(out var id))
        {
            Follow(nodes[id], given);
            foreach (var next in outOf[id])
            {
                if (open.TryGetValue(next, out var left) && (open[next] = left - 1) == 0) ready.Enqueue(next);
            }
        }
    }

    /// <summary>The length of all that comes to a node, in tokens.</summary>
    public SizeRange InputsOf(NodeId node) => _inputs.GetValueOrDefault(node);

    /// <summary>The length of what comes to a port, in tokens.</summary>
    public SizeRange InputOf(NodeId node, string port) =>
        _into[node].Where(edge => edge.To.Port == port).Select(edge => _outputs.GetValueOrDefault(edge.From.Node)).Aggregate(SizeRange.None, Sum);

    /// <summary>Whether the node may be left out, since a branch above it may not be taken.</summary>
    public bool MayBeSkipped(NodeId node) => _maybe.Contains(node);

    private void Follow(FlowNode node, IReadOnlyDictionary<string, SizeRange> given)
    {
        var type = _catalogue.Find(node.Type);
        var wires = _into[node.Id].ToList();

        // A tool is no text; what it finds is counted with the calls that it is asked in.
        var inputs = wires.Where(edge => type?.Ports.Any(port => port.Id == edge.To.Port && port.Direction == PortDirection.Input && port.Type == PortType.Tool) != true).Select(edge => _outputs.GetValueOrDefault(edge.From.Node)).Aggregate(SizeRange.None, Sum);
        _inputs[node.Id] = inputs;
        if (type is not null && wires.Any(edge => IsBranch(edge.From.Node) || _maybe.Contains(edge.From.Node)) && !JoinsBranches(node, type)) _maybe.Add(node.Id);
        _outputs[node.Id] = OutputOf(node, type, inputs, given);
    }

    private SizeRange OutputOf(FlowNode node, NodeType? type, SizeRange inputs, IReadOnlyDictionary<string, SizeRange> given)
    {
        if (_command.Pins.TryGetValue(node.Id, out var pinned)) return pinned.Select(output => TextSizes.OfValue(output.Value)).Aggregate(SizeRange.None, Sum);
        if (type is null || node.IsBypassed) return inputs;
        if (type.ParameterOf(node) is not { } parameter) return TextSizes.OfOutput(node, type, inputs);
        if (_command.Inputs.TryGetValue(parameter.Name, out var value)) return TextSizes.OfInput(value);
        if (given.TryGetValue(parameter.Name, out var size)) return size;
        return (node.Settings.TryGet("default", out var preset) ? preset : parameter.Example) is { } known ? TextSizes.OfInput(known) : SizeRange.None;
    }

    // A node of several ways out, of which not all are taken.
    private bool IsBranch(NodeId id) =>
        _command.Flow.Find(id) is { } node && _catalogue.Find(node.Type) is { Category: NodeCategories.Logic, IsLasting: false } type
        && type.PortsOf(node).Count(port => port is { Direction: PortDirection.Output, IsHidden: false } && port.Id != NodeType.ErrorPort) > 1;

    private static bool JoinsBranches(FlowNode node, NodeType type) =>
        type.Category == NodeCategories.Logic && type.PortsOf(node).Any(port => port is { Direction: PortDirection.Input, IsList: true });

    private static SizeRange Sum(SizeRange left, SizeRange right) =>
        left == SizeRange.None ? right : right == SizeRange.None ? left : left + right;
}
