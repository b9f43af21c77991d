using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Scheduling;

namespace FlowBuilder.Web.Api.Scheduling;

/// <summary>One time of a schedule as callers see it.</summary>
/// <param name="DueAt">The time, in UTC.</param>
/// <param name="Cause">Why it was to run.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="RunId">The run that was started.</param>
/// <param name="Status">How far that run is; null where it is not known any more.</param>
/// <param name="Detail">Why there was no run.</param>
internal sealed record ScheduleRunItem(DateTimeOffset DueAt, ScheduleCause Cause, ScheduleOutcome Outcome, string? RunId, RunStatus? Status, string? Detail);
