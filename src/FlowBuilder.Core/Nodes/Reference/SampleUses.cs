using System.Collections.Immutable;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>Where sample flows use which node type, and beside which others.</summary>
internal sealed class SampleUses
{
    private readonly NodeCatalogue _catalogue;
    private readonly Dictionary<string, List<SampleFlow>> _samples = [];
    private readonly Dictionary<string, List<FlowNode>> _nodes = [];
    private readonly Dictionary<(string From, string To), int> _wires = [];

    public SampleUses(NodeCatalogue catalogue, IEnumerable<SampleFlow> samples)
    {
        _catalogue = catalogue;
        foreach (var sample in samples) Read(sample, sample.Flow);
    }

    public ImmutableArray<SampleFlow> SamplesOf(NodeType type) => [.. _samples.GetValueOrDefault(type.Id, [])];

    public IReadOnlyList<FlowNode> NodesOf(NodeType type) => _nodes.GetValueOrDefault(type.Id, []);

    public ImmutableArray<NodeType> Before(NodeType type) =>
        MostFrequent(_wires.Where(wire => wire.Key.To == type.Id).Select(wire => KeyValuePair.Create(wire.Key.From, wire.Value)));

    public ImmutableArray<NodeType> After(NodeType type) =>
        MostFrequent(_wires.Where(wire => wire.Key.From == type.Id).Select(wire => KeyValuePair.Create(wire.Key.To, wire.Value)));

    private ImmutableArray<NodeType> MostFrequent(IEnumerable<KeyValuePair<string, int>> counts) =>
        [.. counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => _catalogue.Find(count.Key)).OfType<NodeType>().Take(NodeReference.Neighbours)];

    private void Read(SampleFlow sample, Flow flow)
    {
        foreach (var node in flow.Nodes)
        {
            Add(_nodes, node.Type, node);
            if (!_samples.TryGetValue(node.Type, out var known) || !known.Contains(sample)) Add(_samples, node.Type, sample);
            foreach (var field in _catalogue.Find(node.Type)?.Fields ?? [])
            {
                if (field.Kind == FieldKind.Flow && node.Settings.TryGet(field.Name, out var setting) && SubFlow.Read(setting, _catalogue) is { } inner) Read(sample, inner);
            }
        }

        foreach (var edge in flow.Edges)
        {
            if (flow.Find(edge.From.Node) is not { } from || flow.Find(edge.To.Node) is not { } to) continue;
            _wires[(from.Type, to.Type)] = _wires.GetValueOrDefault((from.Type, to.Type)) + 1;
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> lists, string key, T item)
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        list.Add(item);
    }
}
