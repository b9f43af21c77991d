using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Web.Editing;

/// <summary>Finds the node types that can be wired with a port, and by which of their ports.</summary>
/// <param name="catalogue">The node types.</param>
internal sealed class PortFits(NodeCatalogue catalogue)
{
    /// <summary>Every type that fits a port of a flow, those that fit best first.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="address">The port.</param>
    /// <param name="isOutput">Whether wires begin at it.</param>
    public IReadOnlyList<PortFit> Of(Flow flow, PortAddress address, bool isOutput)
    {
        if (PortOf(flow, address, isOutput) is not { } port) return [];
        return [.. catalogue.Types.Select(type => Best(type, port)).OfType<PortFit>().OrderBy(fit => fit.Rank)];
    }

    /// <summary>How a node of a type is best wired with a port of a flow; null where it cannot be.</summary>
    public PortFit? Best(NodeType type, Flow flow, PortAddress address, bool isOutput) =>
        PortOf(flow, address, isOutput) is { } port ? Best(type, port) : null;

    private PortSpec? PortOf(Flow flow, PortAddress address, bool isOutput)
    {
        if (flow.Find(address.Node) is not { } node || catalogue.Find(node.Type) is not { } type) return null;
        var direction = isOutput ? PortDirection.Output : PortDirection.Input;
        return type.PortsOf(node).FirstOrDefault(port => port.Direction == direction && port.Id == address.Port && !port.IsHidden);
    }

    private static PortFit? Best(NodeType type, PortSpec anchor)
    {
        var plain = Best(type, JsonMembers.Empty, anchor);
        if (plain is { Port.IsSetting: false } || anchor.Direction != PortDirection.Output) return plain;

        // A template has no inputs before it has variables: one that takes what comes is what the person is after.
        var template = type.Fields.FirstOrDefault(field => field.Kind == FieldKind.Template && field.IsRequired);
        if (template is null) return plain;
        var settings = JsonMembers.Empty.With(template.Name, JsonSerializer.SerializeToElement($"{{{{{anchor.Id}}}}}"));
        return Best(type, settings, anchor) ?? plain;
    }

    private static PortFit? Best(NodeType type, JsonMembers settings, PortSpec anchor)
    {
        var fromAnchor = anchor.Direction == PortDirection.Output;
        var node = new FlowNode { Id = new NodeId("new"), Type = type.Id, Version = type.Version, Settings = settings };
        return type.PortsOf(node)
            .Where(port => port.Direction != anchor.Direction && !port.IsHidden && port.Id != NodeType.ErrorPort)
            .Where(port => fromAnchor ? EdgeRules.Fits(anchor.Type, port.Type) : EdgeRules.Fits(port.Type, anchor.Type))
            .Select(port => new PortFit(type, settings, port, RankOf(port, anchor)))
            .MinBy(fit => fit.Rank);
    }

    // The same type before any type before a converted one; a port proper before a setting; what is needed first.
    private static int RankOf(PortSpec port, PortSpec anchor) =>
        (port.IsSetting ? 8 : 0)
        + (port.Type == anchor.Type ? 0 : port.Type == PortType.Any || anchor.Type == PortType.Any ? 2 : 4)
        + (port.IsRequired || port.Direction == PortDirection.Output ? 0 : 1);
}
