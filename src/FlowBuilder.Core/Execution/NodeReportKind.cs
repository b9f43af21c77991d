namespace FlowBuilder.Core.Execution;

/// <summary>What a <see cref="NodeReport"/> says.</summary>
internal enum NodeReportKind
{
    /// <summary>Nothing: it only wakes the scheduler, so that it sees that the run is to stop.</summary>
    Wake,

    /// <summary>A port gave a whole value, or began a live text.</summary>
    PortGave,

    /// <summary>A live text is whole.</summary>
    TextEnded,

    /// <summary>The node has ended.</summary>
    NodeEnded,
}
