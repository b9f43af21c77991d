using System.Text.Json;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Web.Scheduling;

namespace FlowBuilder.Web.Api.Scheduling;

/// <summary>A schedule as callers see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">The endpoint that it runs.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Cron">When.</param>
/// <param name="TimeZone">In which time zone that is meant.</param>
/// <param name="Inputs">The inputs of each run.</param>
/// <param name="Session">The conversation that its runs belong to.</param>
/// <param name="IsEnabled">Whether it runs.</param>
/// <param name="Missed">What is done about missed times.</param>
/// <param name="Description">When, in words.</param>
/// <param name="NextAt">When it runs next, in its own time zone; null while it does not.</param>
internal sealed record ScheduleItem(
    string Id,
    string Slug,
    string Name,
    string Cron,
    string TimeZone,
    IReadOnlyDictionary<string, JsonElement> Inputs,
    string? Session,
    bool IsEnabled,
    MissedPolicy Missed,
    string Description,
    DateTimeOffset? NextAt)
{
    /// <summary>What is shown of a schedule.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="now">The time now.</param>
    public static ScheduleItem Of(Schedule schedule, DateTimeOffset now)
    {
        var times = ScheduleTimes.Of(schedule);
        return new(
            schedule.Id,
            schedule.Slug,
            schedule.Name,
            schedule.Cron,
            schedule.TimeZone,
            schedule.Inputs,
            schedule.Session,
            schedule.IsEnabled,
            schedule.Missed,
            times?.Cron.Describe().ToString() ?? schedule.Cron,
            schedule.IsEnabled ? times?.Next(now, 1).Cast<DateTimeOffset?>().FirstOrDefault() : null);
    }
}
