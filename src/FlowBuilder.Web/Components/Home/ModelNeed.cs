using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Components.Home;

/// <summary>Whether a flow works with what is built in.</summary>
internal static class ModelNeed
{
    /// <summary>Whether a node of the flow names a connection other than the built-in one.</summary>
    public static bool Of(Flow flow, NodeCatalogue catalogue) => flow.Nodes.Any(node =>
        catalogue.Find(node.Type)?.Fields.FirstOrDefault(field => field.Kind == FieldKind.Connection) is { } field
        && (node.Settings.TryGet(field.Name, out var given) ? given : field.Default) is { ValueKind: JsonValueKind.String } name
        && name.GetString() != ConnectionKind.Offline.Value);
}
