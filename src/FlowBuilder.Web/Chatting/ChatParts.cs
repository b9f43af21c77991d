using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Chatting;

/// <summary>Adds what a flow lacks to be talked to: where a message comes in, where the answer goes out, and the wires to them.</summary>
internal static class ChatParts
{
    private const int Column = 360;
    private const string Message = "text";
    private const string History = "history";
    private const string Reply = "value";

    /// <summary>The edit that adds what is missing, as one step; null where one can talk to the flow already.</summary>
    public static FlowEdit? MissingIn(Flow flow, NodeCatalogue catalogue)
    {
        var contract = ChatContract.Of(flow, catalogue);
        if (contract.CanTalk) return null;
        var left = flow.Nodes.IsEmpty ? 0 : flow.Nodes.Min(node => node.Position.X);
        var right = flow.Nodes.IsEmpty ? 0 : flow.Nodes.Max(node => node.Position.X);
        var top = flow.Nodes.IsEmpty ? 0 : flow.Nodes.Min(node => node.Position.Y);
        var more = flow;
        if (flow.Nodes.IsEmpty) more = With(more, Node(more, catalogue, "model.chat", right + Column, top));
        NodeId? message = null, reply = null;
        if (contract.MessageInput is null) more = With(more, Node(more, catalogue, "input.chat", flow.Nodes.IsEmpty ? 0 : left - Column, top), out message);
        if (contract.Answers.IsEmpty) more = With(more, Node(more, catalogue, "output.chat", right + (flow.Nodes.IsEmpty ? 2 : 1) * Column, top), out reply);

        // What waits for a text first, then the memory of whoever gets the message, then the last that has something to say.
        if (message is { } input)
        {
            var ports = Free(more, catalogue, PortDirection.Input, input, reply);
            var to = ports.FirstOrDefault(port => port.Spec.IsRequired && EdgeRules.Fits(PortType.Text, port.Spec.Type));
            if (to.Spec is null) to = ports.FirstOrDefault(port => port.Spec.Type == PortType.Text && !port.Spec.IsSetting);
            if (to.Spec is not null) more = Wired(more, catalogue, new PortAddress(input, Message), new PortAddress(to.Node, to.Spec.Id));
            if (ports.FirstOrDefault(port => port.Spec.Type == PortType.Messages) is { Spec: not null } memory)
                more = Wired(more, catalogue, new PortAddress(input, History), new PortAddress(memory.Node, memory.Spec.Id));
        }

        if (reply is { } output)
        {
            var from = Free(more, catalogue, PortDirection.Output, message, output).LastOrDefault(port => EdgeRules.Fits(port.Spec.Type, PortType.Text) && port.Spec.Type == PortType.Text);
            if (from.Spec is not null) more = Wired(more, catalogue, new PortAddress(from.Node, from.Spec.Id), new PortAddress(output, Reply));
        }

        return InsertParts.AtEnd(more.Nodes[flow.Nodes.Length..], more.Edges[flow.Edges.Length..]);
    }

    private static FlowNode Node(Flow flow, NodeCatalogue catalogue, string typeId, double x, double y) => new()
    {
        Id = flow.FreeNodeId(typeId[..typeId.IndexOf('.', StringComparison.Ordinal)] switch { "input" => "message", "output" => "reply", var other => other }),
        Type = typeId,
        Version = catalogue.Find(typeId)?.Version ?? 1,
        Position = CanvasPoint.From(x, y),
    };

    private static Flow With(Flow flow, FlowNode node) => flow with { Nodes = flow.Nodes.Add(node) };

    private static Flow With(Flow flow, FlowNode node, out NodeId? id)
    {
        id = node.Id;
        return With(flow, node);
    }

    private static Flow Wired(Flow flow, NodeCatalogue catalogue, PortAddress from, PortAddress to) =>
        EdgeRules.WhyNot(flow, catalogue, from, to) is null ? flow with { Edges = flow.Edges.Add(new FlowEdge(from, to)) } : flow;

    private static List<(NodeId Node, PortSpec Spec)> Free(Flow flow, NodeCatalogue catalogue, PortDirection direction, NodeId? without, NodeId? andWithout)
    {
        var wired = flow.Edges.Select(edge => direction == PortDirection.Input ? edge.To : edge.From).ToHashSet();
        return
        [
            .. from node in flow.Nodes
               where node.Id != without && node.Id != andWithout
               from port in catalogue.Find(node.Type)?.PortsOf(node) ?? []
               where port.Direction == direction && !port.IsHidden && !wired.Contains(new PortAddress(node.Id, port.Id))
               where port.Id != NodeType.ErrorPort
               select (node.Id, port),
        ];
    }
}
