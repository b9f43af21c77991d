using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>How far a node is with what it does many times.</summary>
public sealed record NodeProgressed : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.progress";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>How many are done, failed ones included.</summary>
    public required int Done { get; init; }

    /// <summary>How many there are.</summary>
    public required int Total { get; init; }

    /// <summary>How many of those done have failed.</summary>
    public int Failed { get; init; }
}
