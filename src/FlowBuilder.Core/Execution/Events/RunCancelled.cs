using System.Text.Json.Serialization;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A run was stopped by a person or a program.</summary>
public sealed record RunCancelled : RunEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "run.cancelled";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>What all calls to models used, or null where none was made.</summary>
    public TokenUsage? Usage { get; init; }

    /// <summary>How long it ran, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool IsFinal => true;
}
