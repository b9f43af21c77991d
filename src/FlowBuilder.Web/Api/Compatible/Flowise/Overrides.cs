using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Web.Api.Problems;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Api.Compatible.Flowise;

/// <summary>What a caller changes for one call (<c>overrideConfig</c>).</summary>
internal sealed record Overrides
{
    private const string SessionName = "sessionId";
    private const string VariablesName = "vars";

    /// <summary>The conversation, or null.</summary>
    public string? Session { get; private init; }

    /// <summary>Variables, which are inputs of the flow here.</summary>
    public ImmutableDictionary<string, JsonElement> Inputs { get; private init; } = ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Settings by node.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonElement>> Settings { get; private init; } =
        ImmutableDictionary<string, IReadOnlyDictionary<string, JsonElement>>.Empty;

    /// <summary>Reads what is changed: <c>{ setting: value }</c> for every node that has the setting open, or <c>{ setting: { node: value } }</c>.</summary>
    /// <exception cref="ApiException">No node has a setting of the name open.</exception>
    public static Overrides Of(IReadOnlyDictionary<string, JsonElement>? config, Endpoint endpoint)
    {
        var settings = new Dictionary<string, Dictionary<string, JsonElement>>(StringComparer.Ordinal);
        foreach (var (name, value) in config ?? ImmutableDictionary<string, JsonElement>.Empty)
        {
            if (name is SessionName or VariablesName) continue;
            var nodes = endpoint.OpenSettings.Where(node => node.Value.Contains(name)).Select(node => node.Key).ToHashSet(StringComparer.Ordinal);
            if (nodes.Count == 0) throw FlowiseProblems.ClosedOverride(name);
            var isByNode = value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any() && value.EnumerateObject().All(member => nodes.Contains(member.Name));
            foreach (var (node, given) in isByNode ? value.EnumerateObject().Select(member => (member.Name, member.Value)) : nodes.Select(node => (node, value)))
            {
                if (!settings.TryGetValue(node, out var fields)) settings[node] = fields = new(StringComparer.Ordinal);
                fields[name] = given;
            }
        }

        return new Overrides
        {
            Session = config?.GetValueOrDefault(SessionName) is { ValueKind: JsonValueKind.String } session ? session.GetString() : null,
            Inputs = config?.GetValueOrDefault(VariablesName) is { ValueKind: JsonValueKind.Object } variables
                ? variables.EnumerateObject().ToImmutableDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
                : ImmutableDictionary<string, JsonElement>.Empty,
            Settings = settings.ToDictionary(node => node.Key, node => (IReadOnlyDictionary<string, JsonElement>)node.Value, StringComparer.Ordinal),
        };
    }
}
