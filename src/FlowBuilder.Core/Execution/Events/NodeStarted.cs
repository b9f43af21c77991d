using System.Text.Json.Serialization;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A node began, or a step inside one.</summary>
public sealed record NodeStarted : NodeEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "node.started";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>For a step inside a node, what it is about; null for a node.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StepInfo? Step { get; init; }
}
