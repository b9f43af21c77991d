using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing;

/// <summary>Puts a node into a wire, so that what went along it goes through the node.</summary>
/// <param name="catalogue">The node types.</param>
/// <param name="rules">What may be wired to what.</param>
internal sealed class WireInsertion(NodeCatalogue catalogue, WireRules rules)
{
    /// <summary>Finds the first input and the first output of a node that fit a wire.</summary>
    /// <param name="flow">The flow with the node, not yet wired, and with the wire.</param>
    /// <param name="id">The node.</param>
    /// <param name="wire">The ends of the wire.</param>
    /// <returns>The edits that put it in, or why it does not go.</returns>
    public (IReadOnlyList<FlowEdit> Edits, LocalText? Refusal) Into(Flow flow, NodeId id, (PortAddress From, PortAddress To) wire)
    {
        var index = flow.Edges.IndexOf(new FlowEdge(wire.From, wire.To));
        if (index < 0 || flow.Find(id) is not { } node || catalogue.Find(node.Type) is not { } type) return ([], null);
        var ports = type.PortsOf(node);
        var cut = new RemoveParts { Edges = [wire] };
        var open = cut.Apply(flow);
        foreach (var input in ports.Where(port => port.Direction == PortDirection.Input && !port.IsSetting))
        {
            var first = new FlowEdge(wire.From, new PortAddress(id, input.Id));
            if (rules.Refuse(open, first.From, first.To) is not null) continue;
            var entered = InsertParts.AtEnd(edges: [first]);
            var half = entered.Apply(open);
            foreach (var output in ports.Where(port => port.Direction == PortDirection.Output && !port.IsHidden))
            {
                var second = new FlowEdge(new PortAddress(id, output.Id), wire.To);
                if (rules.Refuse(half, second.From, second.To) is not null) continue;

                // In the place of the old wire: values reach a list in the order of its wires.
                return ([cut, new InsertParts { Edges = [(index, second)] }, entered], null);
            }
        }

        var title = node.Title.Length > 0 ? node.Title : type.Title.ToString();
        return ([], LocalText.Of(
            $"“{title}” does not go into this wire: it has no input and output that fit it.",
            $"“{title}” 노드는 이 연결선에 끼울 수 없습니다. 맞는 입력과 출력이 없습니다."));
    }
}
