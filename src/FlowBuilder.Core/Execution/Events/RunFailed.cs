using System.Text.Json.Serialization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A run ended because a node failed, or because it took too long.</summary>
public sealed record RunFailed : RunEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "run.failed";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>What went wrong.</summary>
    public required NodeFault Fault { get; init; }

    /// <summary>The node that failed, or null where it was the run as a whole.</summary>
    public string? Node { get; init; }

    /// <summary>What all calls to models used, or null where none was made.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>How long it ran, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsFinal => true;
}
