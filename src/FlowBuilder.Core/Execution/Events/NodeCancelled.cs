using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A node was stopped, or never began, because the run ended.</summary>
public sealed record NodeCancelled : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.cancelled";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>How long it ran, in milliseconds; 0 where it never began.</summary>
    public double DurationMs { get; init; }
}
