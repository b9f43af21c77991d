using System.Collections.Immutable;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Core.Compilation;

/// <summary>A node with what its type makes of its settings, worked out once.</summary>
internal sealed class IndexedNode
{
    // Below this many ports, looking through them is quicker than a dictionary.
    private const int FewPorts = 16;

    private readonly Dictionary<(string Id, PortDirection Direction), PortSpec>? _byId;

    public IndexedNode(FlowNode node, NodeCatalogue catalogue)
    {
        Declared = catalogue.Find(node.Type);
        if (Declared is null || Declared.Version != node.Version) return;
        Type = Declared;
        Bound = Type.BindSettings(node.Settings);
        Ports = Type.PortsOf(Bound.Settings, node.Policy);
        if (Ports.Length <= FewPorts) return;
        _byId = [];
        foreach (var port in Ports) _byId.TryAdd((port.Id, port.Direction), port);
    }

    /// <summary>The type of that id, of whatever version; or null.</summary>
    public NodeType? Declared { get; }

    /// <summary>The type, or null for a placeholder: a node whose type or version is not known here.</summary>
    public NodeType? Type { get; }

    /// <summary>The settings as the type reads them; empty for a placeholder.</summary>
    public BoundSettings Bound { get; }

    /// <summary>Its ports; none for a placeholder.</summary>
    public ImmutableArray<PortSpec> Ports { get; } = [];

    /// <summary>Whether ports may be missing because the settings that make them cannot be read.</summary>
    public bool HasUncertainPorts =>
        Type?.Binding.DynamicPorts is not null && Bound.Problems.Any(problem => !problem.IsMissing);

    /// <summary>The port of that id and direction, or null.</summary>
    public PortSpec? Find(string id, PortDirection direction)
    {
        if (_byId is not null) return _byId.GetValueOrDefault((id, direction));
        foreach (var port in Ports)
        {
            if (port.Id == id && port.Direction == direction) return port;
        }

        return null;
    }
}
