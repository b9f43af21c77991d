using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Editing;

/// <summary>What may be wired to what, asked of the same code that compiles flows.</summary>
/// <param name="catalogue">The node types.</param>
internal sealed class WireRules(NodeCatalogue catalogue)
{
    /// <summary>For each type of output, the types of inputs that take it: what the browser marks while a wire is dragged.</summary>
    public static IReadOnlyDictionary<string, string[]> Conversions { get; } = PortType.All.ToDictionary(
        from => from.Name,
        from => PortType.All.Where(to => EdgeRules.Fits(from, to)).Select(to => to.Name).ToArray());

    /// <summary>Why a wire cannot be drawn, or null where it can.</summary>
    public LocalText? Refuse(Flow flow, PortAddress from, PortAddress to) => EdgeRules.WhyNot(flow, catalogue, from, to);

    /// <summary>Whether several wires may end at an input.</summary>
    public bool TakesSeveral(Flow flow, PortAddress to) =>
        flow.Find(to.Node) is { } node
        && catalogue.Find(node.Type) is { } type
        && type.PortsOf(node).Any(port => port.Direction == PortDirection.Input && port.Id == to.Port && port.IsList);
}
