using System.Text.Json.Serialization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A node will not run, because of where the run went.</summary>
public sealed record NodeSkipped : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.skipped";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>Why, for people.</summary>
    public required LocalText Reason { get; init; }
}
