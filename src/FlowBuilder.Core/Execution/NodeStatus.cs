namespace FlowBuilder.Core.Execution;

/// <summary>How far a node of a run is.</summary>
public enum NodeStatus
{
    /// <summary>It waits for its inputs, or for a place.</summary>
    Pending,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It rests until a person answers.</summary>
    Waiting,

    /// <summary>It ended well.</summary>
    Completed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It will not run, because of where the run went.</summary>
    Skipped,

    /// <summary>It was stopped, or never began, because the run ended.</summary>
    Cancelled,
}
