using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>The stored flows that a flow runs, by its settings and by those of the flows that it embeds.</summary>
/// <param name="catalogue">The node types, which say what settings name a flow.</param>
public sealed class FlowReferences(NodeCatalogue catalogue)
{
    /// <summary>The ids of the stored flows that a flow runs, each once.</summary>
    public IReadOnlyList<string> Of(Flow flow)
    {
        var ids = new List<string>();
        Collect(flow, ids, 1);
        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The flow with other ids in place of those that are known; the flow itself where it names none of them.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="fresh">The new id of each known one.</param>
    public Flow Rewire(Flow flow, IReadOnlyDictionary<string, string> fresh) =>
        Of(flow).Any(fresh.ContainsKey) ? flow with { Nodes = [.. flow.Nodes.Select(node => Rewire(node, fresh))] } : flow;

    private void Collect(Flow flow, List<string> ids, int level)
    {
        if (level > FlowLimits.SubFlowLevels) return;
        foreach (var node in flow.Nodes)
        {
            foreach (var (_, value) in Named(node))
            {
                if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } id) ids.Add(id);
                else if (SubFlow.Read(value, catalogue) is { } inner) Collect(inner, ids, level + 1);
            }
        }
    }

    private IEnumerable<(string Name, JsonElement Value)> Named(FlowNode node) =>
        from field in catalogue.Find(node.Type)?.Fields ?? []
        where field.Kind == FieldKind.Flow && node.Settings.Has(field.Name)
        select (field.Name, node.Settings[field.Name]);

    private FlowNode Rewire(FlowNode node, IReadOnlyDictionary<string, string> fresh)
    {
        foreach (var (name, value) in Named(node).ToList())
        {
            if (value.ValueKind == JsonValueKind.String && fresh.TryGetValue(value.GetString()!, out var id))
                node = node with { Settings = node.Settings.With(name, JsonSerializer.SerializeToElement(id)) };
            else if (SubFlow.Read(value, catalogue) is { } inner && !ReferenceEquals(Rewire(inner, fresh), inner))
                node = node with { Settings = node.Settings.With(name, SubFlow.ToSetting(Rewire(inner, fresh), catalogue)) };
        }

        return node;
    }
}
