namespace FlowBuilder.Core.Scheduling;

/// <summary>What came of one time of a schedule.</summary>
public enum ScheduleOutcome
{
    /// <summary>It is about to start.</summary>
    Claimed,

    /// <summary>A run was started; how that ended is the run's own story.</summary>
    Started,

    /// <summary>The program was not there at that time.</summary>
    Missed,

    /// <summary>The run before was still under way.</summary>
    Overlapped,

    /// <summary>The endpoint was switched off.</summary>
    Off,

    /// <summary>The run could not start; the detail says why.</summary>
    Refused,
}
