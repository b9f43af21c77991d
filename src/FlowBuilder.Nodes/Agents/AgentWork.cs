using FlowBuilder.Core.Models;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Agents;

/// <summary>An agent that is ready to work.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Settings">What it may do, and when it stops.</param>
/// <param name="Model">Its model.</param>
/// <param name="Tools">What it may call.</param>
internal sealed record AgentWork(string Name, AgentSettings Settings, OpenedChatModel Model, IReadOnlyList<ToolValue> Tools);
