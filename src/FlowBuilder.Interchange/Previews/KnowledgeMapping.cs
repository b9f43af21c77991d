using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Interchange.Previews;

/// <summary>Puts the knowledge bases of this installation in the place of those that a flow from elsewhere names.</summary>
/// <param name="catalogue">The node types, which say what settings name a knowledge base.</param>
public sealed class KnowledgeMapping(NodeCatalogue catalogue)
{
    /// <summary>The flow with other knowledge bases; the flow itself where it names none of those.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="chosen">The id of a knowledge base for each that the flow names.</param>
    public Flow Apply(Flow flow, IReadOnlyDictionary<string, string> chosen) => new SettingWalk(catalogue, (node, _, field, value) =>
        field.Kind == FieldKind.Knowledge && value.ValueKind == JsonValueKind.String && chosen.TryGetValue(value.GetString()!, out var id)
            ? node with { Settings = node.Settings.With(field.Name, JsonSerializer.SerializeToElement(id)) }
            : node).Apply(flow);
}
