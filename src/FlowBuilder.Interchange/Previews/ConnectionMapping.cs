using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Interchange.Previews;

/// <summary>Puts the connections of this installation in the place of those that a flow from elsewhere names.</summary>
/// <param name="catalogue">The node types, which say what settings name a connection.</param>
public sealed class ConnectionMapping(NodeCatalogue catalogue)
{
    /// <summary>The flow with other connections; the flow itself where it names none of those.</summary>
    /// <remarks>A model that the new connection is known not to offer is left out, so that its first one is used.</remarks>
    /// <param name="flow">The flow.</param>
    /// <param name="chosen">The connection for each name in the flow.</param>
    public Flow Apply(Flow flow, IReadOnlyDictionary<string, Connection> chosen) => Apply(flow, chosen, 1);

    private Flow Apply(Flow flow, IReadOnlyDictionary<string, Connection> chosen, int level)
    {
        if (level > FlowLimits.SubFlowLevels) return flow;
        var nodes = flow.Nodes.Select(node => Apply(node, chosen, level)).ToImmutableArray();
        return nodes.Zip(flow.Nodes).All(pair => ReferenceEquals(pair.First, pair.Second)) ? flow : flow with { Nodes = nodes };
    }

    private FlowNode Apply(FlowNode node, IReadOnlyDictionary<string, Connection> chosen, int level)
    {
        if (catalogue.Find(node.Type) is not { } type) return node;
        foreach (var field in type.Fields)
        {
            if (!node.Settings.TryGet(field.Name, out var value)) continue;
            if (field.Kind == FieldKind.Connection && value.ValueKind == JsonValueKind.String && chosen.TryGetValue(value.GetString()!, out var connection))
            {
                var settings = node.Settings.With(field.Name, JsonSerializer.SerializeToElement(connection.Name));
                node = node with { Settings = WithoutForeignModel(settings, type, connection) };
            }
            else if (field.Kind == FieldKind.Flow && SubFlow.Read(value, catalogue) is { } inner && Apply(inner, chosen, level + 1) is var mapped && !ReferenceEquals(mapped, inner))
            {
                node = node with { Settings = node.Settings.With(field.Name, SubFlow.ToSetting(mapped, catalogue)) };
            }
        }

        return node;
    }

    private static JsonMembers WithoutForeignModel(JsonMembers settings, NodeType type, Connection connection)
    {
        if (connection.Models.Count == 0 && connection.Kind != ConnectionKind.Offline) return settings;
        foreach (var field in type.Fields.Where(field => field.Kind == FieldKind.Model))
        {
            if (settings.TryGet(field.Name, out var model) && !connection.Models.Contains(model.ToString(), StringComparer.Ordinal)) settings = settings.Without(field.Name);
        }

        return settings;
    }
}
