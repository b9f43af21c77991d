namespace FlowBuilder.Core.Execution;

/// <summary>Where a node's outputs in a run came from.</summary>
public enum ResultOrigin
{
    /// <summary>The node ran.</summary>
    Run,

    /// <summary>The same node had run on the same values before.</summary>
    Cache,

    /// <summary>The run was asked to take them from an earlier run.</summary>
    EarlierRun,

    /// <summary>A person pinned them.</summary>
    Pin,
}
