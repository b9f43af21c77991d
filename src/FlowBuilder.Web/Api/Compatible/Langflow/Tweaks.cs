using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Api.Compatible.Langflow;

/// <summary>Turns tweaks into settings of nodes. Whether callers may change them is not decided here.</summary>
internal static class Tweaks
{
    /// <summary>The settings by node.</summary>
    /// <param name="tweaks">By the id, the title or the type of nodes, as Langflow has it; what fits no node stays as it is, to be refused by name.</param>
    /// <param name="flow">The version that answers.</param>
    /// <param name="catalogue">The node types.</param>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> SettingsOf(
        IReadOnlyDictionary<string, Dictionary<string, JsonElement>?>? tweaks, Flow flow, NodeCatalogue catalogue)
    {
        var settings = new Dictionary<string, IReadOnlyDictionary<string, JsonElement>>(StringComparer.Ordinal);
        foreach (var (name, fields) in tweaks ?? new Dictionary<string, Dictionary<string, JsonElement>?>())
        {
            if (fields is null) continue;
            foreach (var node in NodesOf(name, flow, catalogue))
            {
                var merged = new Dictionary<string, JsonElement>(settings.GetValueOrDefault(node) ?? fields, StringComparer.Ordinal);
                foreach (var (field, value) in fields) merged[field] = value;
                settings[node] = merged;
            }
        }

        return settings;
    }

    private static List<string> NodesOf(string name, Flow flow, NodeCatalogue catalogue)
    {
        if (flow.Nodes.Any(node => node.Id.Value == name)) return [name];
        var named = flow.Nodes.Where(node => node.Title == name).Select(node => node.Id.Value).ToList();
        if (named.Count == 0)
        {
            named = [.. flow.Nodes
                .Where(node => node.Type == name || catalogue.Find(node.Type) is { } type && type.Title.All.Values.Contains(name))
                .Select(node => node.Id.Value)];
        }

        return named.Count > 0 ? named : [name];
    }
}
