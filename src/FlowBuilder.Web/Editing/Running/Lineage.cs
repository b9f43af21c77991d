using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Web.Editing.Running;

/// <summary>Names what a node's outputs depend on: its type and settings, the run's input that it takes, its pin, and the same of all above it.</summary>
/// <remarks>Two runs in which a node has the same name may share its outputs. Computed from top to bottom (Kahn's algorithm), SHA-256.</remarks>
internal static class Lineage
{
    /// <summary>The names of a flow's nodes; those on a circle have none.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="catalogue">The node types, for which node takes which input.</param>
    /// <param name="inputs">The run's inputs.</param>
    /// <param name="pins">What is pinned.</param>
    public static ImmutableDictionary<NodeId, string> Of(
        Flow flow,
        NodeCatalogue catalogue,
        IReadOnlyDictionary<string, JsonElement> inputs,
        IReadOnlyDictionary<NodeId, Pin> pins)
    {
        var into = flow.Edges.ToLookup(edge => edge.To.Node);
        var outOf = flow.Edges.ToLookup(edge => edge.From.Node, edge => edge.To.Node);
        var nodes = flow.Nodes.DistinctBy(node => node.Id).ToDictionary(node => node.Id);
        var open = nodes.Keys.ToDictionary(id => id, id => into[id].Count(edge => nodes.ContainsKey(edge.From.Node)));
        var ready = new Queue<NodeId>(open.Where(node => node.Value == 0).Select(node => node.Key));
        var names = ImmutableDictionary.CreateBuilder<NodeId, string>();
        while (ready.TryDequeue(out var id))
        {
            names[id] = pins.TryGetValue(id, out var pin) ? NameOf(pin) : NameOf(nodes[id], catalogue, inputs, into[id], names);
            foreach (var next in outOf[id])
            {
                if (open.TryGetValue(next, out var left) && (open[next] = left - 1) == 0) ready.Enqueue(next);
            }
        }

        return names.ToImmutable();
    }

    private static string NameOf(Pin pin)
    {
        var text = new StringBuilder("pin\n");
        foreach (var (port, value) in pin.Outputs)
            text.Append(port).Append(' ').Append(value.Type).Append(' ').Append(PortValueJson.Write(value.Value).GetRawText()).Append('\n');
        return Hash(text);
    }

    private static string NameOf(
        FlowNode node,
        NodeCatalogue catalogue,
        IReadOnlyDictionary<string, JsonElement> inputs,
        IEnumerable<FlowEdge> into,
        ImmutableDictionary<NodeId, string>.Builder names)
    {
        var text = new StringBuilder(node.Type).Append('/').Append(node.Version).Append('\n');
        foreach (var (name, value) in node.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal))
            text.Append(name).Append('=').Append(value.GetRawText()).Append('\n');
        if (catalogue.Find(node.Type)?.ParameterOf(node) is { } parameter && inputs.TryGetValue(parameter.Name, out var given))
            text.Append("input=").Append(given.GetRawText()).Append('\n');
        foreach (var edge in into)
            text.Append(edge.To.Port).Append('<').Append(names.GetValueOrDefault(edge.From.Node)).Append('.').Append(edge.From.Port).Append('\n');
        return Hash(text);
    }

    private static string Hash(StringBuilder text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
}
