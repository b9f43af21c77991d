using System.Text.Json.Serialization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A node failed.</summary>
public sealed record NodeFailed : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.failed";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>What went wrong.</summary>
    public required NodeFault Fault { get; init; }

    /// <summary>How long it ran, in milliseconds.</summary>
    public double DurationMs { get; init; }

    /// <summary>What its calls to models used all the same, or null.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>What the failure led to.</summary>
    public ErrorPolicy Policy { get; init; }
}
