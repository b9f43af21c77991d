using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A run rests until a person answers.</summary>
public sealed record RunWaiting : RunEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "run.waiting";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>The node that asks.</summary>
    public required string Node { get; init; }
}
