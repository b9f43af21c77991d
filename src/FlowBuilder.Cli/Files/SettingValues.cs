using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Cli.Files;

/// <summary>Turns <c>--set node.setting=value</c> into what the nodes' settings take.</summary>
internal static class SettingValues
{
    /// <summary>Reads the values. Nodes and settings that are not there are left for the engine to name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Read(
        IReadOnlyList<Pair> pairs, Flow flow, NodeCatalogue catalogue)
    {
        var values = new Dictionary<string, Dictionary<string, JsonElement>>(StringComparer.Ordinal);
        foreach (var (name, text) in pairs)
        {
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var (node, setting) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
            var field = flow.Find(new NodeId(node)) is { } found ? catalogue.Find(found.Type)?.FindField(setting) : null;
            if (!values.TryGetValue(node, out var settings)) values[node] = settings = new(StringComparer.Ordinal);
            settings[setting] = TypedText.Read(text, textFirst: false, value => field?.Check(value) is null);
        }

        return values.ToDictionary(
            node => node.Key, node => (IReadOnlyDictionary<string, JsonElement>)node.Value, StringComparer.Ordinal);
    }
}
