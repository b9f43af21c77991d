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
    public Flow Apply(Flow flow, IReadOnlyDictionary<string, Connection> chosen) => new SettingWalk(catalogue, (node, type, field, value) =>
    {
        if (field.Kind != FieldKind.Connection || value.ValueKind != JsonValueKind.String || !chosen.TryGetValue(value.GetString()!, out var connection)) return node;
        var settings = node.Settings.With(field.Name, JsonSerializer.SerializeToElement(connection.Name));
        return node with { Settings = WithoutForeignModel(settings, type, connection) };
    }).Apply(flow);

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
