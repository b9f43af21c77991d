using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Chatting;

/// <summary>Where an answer of a flow is read from.</summary>
/// <param name="Node">The node that gives it.</param>
/// <param name="Port">Its hidden port.</param>
/// <param name="Title">What the node is called.</param>
internal sealed record ChatAnswerPort(NodeId Node, string Port, string Title);
