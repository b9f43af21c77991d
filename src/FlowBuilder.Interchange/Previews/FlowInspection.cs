using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Interchange.Bundles;

namespace FlowBuilder.Interchange.Previews;

/// <summary>What flows from elsewhere will do and need, told before they are stored.</summary>
public sealed record FlowInspection
{
    /// <summary>Nodes, those within embedded flows included.</summary>
    public int Nodes { get; init; }

    /// <summary>The hosts that their settings name, in lower case and sorted.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>Whether a node calls an address that is only made while the flow runs.</summary>
    public bool CallsMadeAddresses { get; init; }

    /// <summary>The connections that they name besides the built-in one, sorted.</summary>
    public ImmutableArray<string> Connections { get; init; } = [];

    /// <summary>The knowledge bases that they name, sorted.</summary>
    public ImmutableArray<string> Knowledge { get; init; } = [];

    /// <summary>The nodes that change something outside, by name.</summary>
    public ImmutableArray<LocalText> SideEffects { get; init; } = [];

    /// <summary>The files that they carry.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The node types that this installation does not know, sorted.</summary>
    public ImmutableArray<string> UnknownTypes { get; init; } = [];

    /// <summary>The stored flows that they run and do not bring along, by id.</summary>
    public ImmutableArray<string> MissingFlows { get; init; } = [];

    /// <summary>Inspects a bundle.</summary>
    /// <param name="bundle">The bundle; a lone flow is one of one flow.</param>
    /// <param name="catalogue">The node types.</param>
    public static FlowInspection Of(FlowBundle bundle, NodeCatalogue catalogue)
    {
        var found = new Findings(catalogue);
        foreach (var flow in bundle.Flows) found.Take(flow.Flow, 1);
        foreach (var knowledge in bundle.Knowledge) found.Take(knowledge);
        var brought = bundle.Flows.Select(flow => flow.Id).ToHashSet(StringComparer.Ordinal);
        var references = new FlowReferences(catalogue);
        return found.ToInspection() with
        {
            MissingFlows = [.. bundle.Flows.SelectMany(flow => references.Of(flow.Flow)).Where(id => !brought.Contains(id)).Distinct(StringComparer.Ordinal)],
        };
    }

    private sealed class Findings(NodeCatalogue catalogue)
    {
        private readonly SortedSet<string> _hosts = new(StringComparer.Ordinal);
        private readonly SortedSet<string> _connections = new(StringComparer.Ordinal);
        private readonly SortedSet<string> _knowledge = new(StringComparer.Ordinal);
        private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
        private readonly List<LocalText> _sideEffects = [];
        private readonly List<string> _files = [];
        private int _nodes;
        private bool _callsMadeAddresses;

        public void Take(Flow flow, int level)
        {
            if (level > FlowLimits.SubFlowLevels) return;
            foreach (var node in flow.Nodes)
            {
                _nodes++;
                if (catalogue.Find(node.Type) is not { } type)
                {
                    _unknown.Add(node.Type);
                    continue;
                }

                if (type.HasSideEffects) _sideEffects.Add(node.Title.Length > 0 ? LocalText.Verbatim(node.Title) : type.Title);
                foreach (var field in type.Fields) Take(node, type, field, level);
            }
        }

        public void Take(BundledKnowledge knowledge)
        {
            if (knowledge.Base.Settings.Embedding is { } embedding) _connections.Add(embedding.Connection);
        }

        public FlowInspection ToInspection() => new()
        {
            Nodes = _nodes,
            Hosts = [.. _hosts],
            CallsMadeAddresses = _callsMadeAddresses,
            Connections = [.. _connections],
            Knowledge = [.. _knowledge],
            SideEffects = [.. _sideEffects.Distinct()],
            Files = [.. _files.Distinct(StringComparer.Ordinal)],
            UnknownTypes = [.. _unknown],
        };

        private void Take(FlowNode node, NodeType type, SettingField field, int level)
        {
            if (!node.Settings.TryGet(field.Name, out var value)) return;
            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            switch (field.Kind)
            {
                case FieldKind.Connection when text.Length > 0 && text != ConnectionKind.Offline.Value:
                    _connections.Add(text);
                    break;
                case FieldKind.Knowledge when text.Length > 0:
                    _knowledge.Add(text);
                    break;
                case FieldKind.File when value.ValueKind == JsonValueKind.Object && value.TryGetProperty("name", out var name):
                    _files.Add(name.ToString());
                    break;
                case FieldKind.Flow when SubFlow.Read(value, catalogue) is { } inner:
                    Take(inner, level + 1);
                    break;
                case FieldKind.Text or FieldKind.Template when type.UsesNetwork && IsAddress(field):
                    TakeAddress(text);
                    break;
            }
        }

        // By its name: a setting that holds an address says so, and a template of a body may well quote one.
        private static bool IsAddress(SettingField field) =>
            field.Name.Contains("url", StringComparison.OrdinalIgnoreCase) || field.Name.Contains("address", StringComparison.OrdinalIgnoreCase);

        private void TakeAddress(string text)
        {
            if (text.Trim() is not { Length: > 0 } address) return;
            var start = address.IndexOf("://", StringComparison.Ordinal);
            var host = start < 0 ? "" : address[(start + 3)..];
            var end = host.IndexOfAny(['/', '?', '#']);
            if (end >= 0) host = host[..end];
            if (host.Contains("{{", StringComparison.Ordinal) || start < 0) _callsMadeAddresses = true;
            else if (Uri.TryCreate(address[..(start + 3)] + host, UriKind.Absolute, out var uri) && uri.Host.Length > 0) _hosts.Add(uri.Host);
        }
    }
}
