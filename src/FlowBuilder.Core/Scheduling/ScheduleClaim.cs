namespace FlowBuilder.Core.Scheduling;

/// <summary>That times of a schedule are taken to be dealt with, which succeeds once.</summary>
/// <param name="Schedule">The schedule as it was read.</param>
/// <param name="Until">The last of the times.</param>
public sealed record ScheduleClaim(Schedule Schedule, DateTimeOffset Until)
{
    /// <summary>The time that is to be run; null where all were missed.</summary>
    public ScheduleRun? Due { get; init; }

    /// <summary>The times that were missed, as one entry; null for none.</summary>
    public ScheduleRun? Missed { get; init; }
}
