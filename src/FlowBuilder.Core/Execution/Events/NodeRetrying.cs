using System.Text.Json.Serialization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A try of a node failed and another follows.</summary>
public sealed record NodeRetrying : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.retrying";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>The try that failed, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>How long until the next try, in milliseconds.</summary>
    public required double DelayMs { get; init; }

    /// <summary>Why, for people.</summary>
    public required LocalText Reason { get; init; }
}
