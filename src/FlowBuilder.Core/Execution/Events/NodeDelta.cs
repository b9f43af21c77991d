using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>The next piece of a port's text.</summary>
public sealed record NodeDelta : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.delta";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>The output port.</summary>
    public required string Port { get; init; }

    /// <summary>The piece.</summary>
    public required string Text { get; init; }
}
