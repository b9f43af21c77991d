using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Scheduling;

namespace FlowBuilder.Web.Scheduling;

/// <summary>A time of a schedule with the run that it started.</summary>
/// <param name="Time">The time.</param>
/// <param name="Run">The run; null where there was none, or it is not known any more.</param>
public sealed record PastTime(ScheduleRun Time, RunRecord? Run);
