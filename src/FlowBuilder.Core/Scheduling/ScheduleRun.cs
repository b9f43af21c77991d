using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Scheduling;

/// <summary>One time of a schedule, and what came of it.</summary>
/// <param name="ScheduleId">The schedule.</param>
/// <param name="DueAt">The time that it is about, in UTC; of missed times the first.</param>
/// <param name="Cause">Why it was to run.</param>
/// <param name="Outcome">What came of it.</param>
public sealed record ScheduleRun(string ScheduleId, DateTimeOffset DueAt, ScheduleCause Cause, ScheduleOutcome Outcome)
{
    /// <summary>The run that was started; null for none.</summary>
    public string? RunId { get; init; }

    /// <summary>Why there was no run; null where there is nothing to say.</summary>
    public LocalText? Detail { get; init; }
}
