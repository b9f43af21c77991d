using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A node began.</summary>
public sealed record NodeStarted : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.started";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;
}
