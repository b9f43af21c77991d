using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Tools;

/// <summary>What is wrong with the description of a tool server.</summary>
/// <param name="Member">Which part of it: <c>name</c>, <c>address</c>, <c>command</c>, <c>arguments</c> or <c>secrets</c>.</param>
/// <param name="Text">What is wrong and what to do.</param>
public sealed record ToolServerProblem(string Member, LocalText Text);
