using System.Text.Json.Serialization;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A node was stopped, or never began, because the run ended; or a step did not end before its node.</summary>
public sealed record NodeCancelled : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.cancelled";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>How long it ran, in milliseconds; 0 where it never began.</summary>
    public double DurationMs { get; init; }

    /// <summary>What its calls to models used all the same, or null.</summary>
    public TokenUsage? Usage { get; init; }
}
