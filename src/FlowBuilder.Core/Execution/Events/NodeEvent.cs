namespace FlowBuilder.Core.Execution.Events;

/// <summary>Something that happened to one node of a run.</summary>
public abstract record NodeEvent : RunEvent
{
    /// <summary>The node's path: its id, or <c>each[3]/answer</c> inside a repetition.</summary>
    public required string Node { get; init; }
}
