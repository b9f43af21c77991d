using System.Text.Json;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>Writes a node by itself, as an example to read.</summary>
public static class NodeText
{
    private static readonly JsonSerializerOptions Indented = new(CoreJson.Options) { WriteIndented = true, NewLine = "\n" };

    /// <summary>A node as it stands in a flow file, without its place on the canvas; settings that equal their default are left out.</summary>
    public static string Json(FlowNode node, NodeType type)
    {
        var settings = type.Canonical(node.Settings);
        return JsonSerializer.Serialize(
            new
            {
                Id = node.Id.Value,
                node.Type,
                node.Version,
                Title = node.Title.Length == 0 ? null : node.Title,
                Settings = settings.Count == 0 ? (JsonElement?)null : settings.ToElement(),
            },
            Indented);
    }
}
