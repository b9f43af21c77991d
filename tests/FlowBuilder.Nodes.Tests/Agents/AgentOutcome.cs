using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Nodes.Tests.Agents;

/// <summary>How a run with an agent went.</summary>
internal sealed class AgentOutcome(IReadOnlyList<RunEvent> events)
{
    public IReadOnlyList<RunEvent> Events => events;

    public RunSnapshot Run { get; } = RunSnapshot.Of(events);

    public string? Answer => Run.Outputs.TryGetValue("answer", out var answer) ? answer.GetString() : null;

    public string? Fault => Run.Fault?.Code;

    /// <summary>The agent's steps as <c>search[1] completed</c>, or <c>search[1] failed tool.timeout</c>, in the order in which they began.</summary>
    public IReadOnlyList<string> Steps(string node = "agent") =>
        [.. Run.StepsOf(node).Select(step => $"{step.Key[(node.Length + 1)..]} {step.Value.Status.ToString().ToLowerInvariant()}{(step.Value.Fault is { } fault ? $" {fault.Code}" : "")}")];

    /// <summary>A value that the agent gave.</summary>
    public JsonElement Json(string port, string node = "agent") => (JsonElement)Run.Nodes[node].Outputs.Single(output => output.Key == port).Value.Value;
}
