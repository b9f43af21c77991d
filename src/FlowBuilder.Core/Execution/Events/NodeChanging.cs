using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A step inside a node is about to change something outside: from here on, its node is not repeated silently.</summary>
public sealed record NodeChanging : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.changing";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;
}
