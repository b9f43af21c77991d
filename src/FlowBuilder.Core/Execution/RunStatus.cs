namespace FlowBuilder.Core.Execution;

/// <summary>How far a run is.</summary>
public enum RunStatus
{
    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It rests until a person answers.</summary>
    Waiting,

    /// <summary>It ended well.</summary>
    Completed,

    /// <summary>It ended because something failed.</summary>
    Failed,

    /// <summary>It was stopped.</summary>
    Cancelled,
}
