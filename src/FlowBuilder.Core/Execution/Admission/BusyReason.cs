namespace FlowBuilder.Core.Execution.Admission;

/// <summary>Why a host takes no further run.</summary>
public enum BusyReason
{
    /// <summary>As many runs are under way as are allowed at once.</summary>
    Runs,

    /// <summary>The caller has as many under way as others leave it.</summary>
    Caller,

    /// <summary>The process has taken most of the memory that it may use.</summary>
    Memory,
}
