using System.Text.Json.Serialization;
using FlowBuilder.Core.Questions;

namespace FlowBuilder.Core.Execution.Events;

/// <summary>A question is no longer open: it was answered, its time ran out, or the node that asked was stopped.</summary>
public sealed record RunResumed : RunEvent
{
    /// <summary>The event's stable name.</summary>
    public const string TypeName = "run.resumed";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => TypeName;

    /// <summary>The path of the node that asked.</summary>
    public required string Node { get; init; }

    /// <summary>Which question it was.</summary>
    public required string QuestionId { get; init; }

    /// <summary>The answer; null where nobody answered.</summary>
    public HumanAnswer? Answer { get; init; }
}
