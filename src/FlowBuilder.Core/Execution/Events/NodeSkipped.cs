using System.Text.Json.Serialization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A node will not run: because of where the run went, or because it is bypassed.</summary>
/// <remarks>A bypassed node may have given outputs before: those that came to it.</remarks>
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
