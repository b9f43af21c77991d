namespace FlowBuilder.Core.Conversations;

/// <summary>How a turn ended.</summary>
public enum TurnState
{
    /// <summary>The answer is whole.</summary>
    Answered,

    /// <summary>A person stopped it; the answer is what had come until then.</summary>
    Stopped,

    /// <summary>Something failed.</summary>
    Failed,
}
