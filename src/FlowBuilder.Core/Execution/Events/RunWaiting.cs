using System.Text.Json.Serialization;
using FlowBuilder.Core.Questions;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A node rests until a person answers; other nodes may be under way meanwhile.</summary>
public sealed record RunWaiting : RunEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "run.waiting";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>The path of the node that asks.</summary>
    public required string Node { get; init; }

    /// <summary>Tells the question from the run's others.</summary>
    public required string QuestionId { get; init; }

    /// <summary>What is asked.</summary>
    public required HumanQuestion Question { get; init; }
}
