namespace FlowBuilder.Core.Execution.Events;

/// <summary>Something that happened to one node of a run.</summary>
public abstract record NodeEvent : RunEvent
{
    /// <summary>The node's path: its id, or <c>each[3]/answer</c> inside a repetition, <c>agent/search[2]</c> for a step inside a node.</summary>
    public required string Node { get; init; }
}
