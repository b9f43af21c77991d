using FlowBuilder.Core.Scheduling;

namespace FlowBuilder.Web.Scheduling;

/// <summary>A time that was claimed and is to be started.</summary>
/// <param name="Schedule">The schedule as it was when the time was claimed.</param>
/// <param name="Time">The time.</param>
/// <param name="NotBefore">When the next try is made.</param>
/// <param name="Tries">How many were made in vain.</param>
internal sealed record WaitingTime(Schedule Schedule, ScheduleRun Time, DateTimeOffset NotBefore, int Tries = 0);
