using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Scheduling.Cron;

namespace FlowBuilder.Web.Scheduling;

/// <summary>The times of a schedule, by the clocks of its time zone.</summary>
/// <param name="Cron">When it comes due.</param>
/// <param name="Zone">Whose clocks.</param>
internal sealed record ScheduleTimes(CronExpression Cron, TimeZoneInfo Zone)
{
    /// <summary>The times of a schedule; null where this program or this machine does not know its rule or its time zone.</summary>
    public static ScheduleTimes? Of(Schedule schedule) =>
        CronExpression.TryParse(schedule.Cron, out _) is { } cron && ScheduleZones.Find(schedule.TimeZone) is { } zone ? new ScheduleTimes(cron, zone) : null;

    /// <inheritdoc cref="CronExpression.NextAfter"/>
    public DateTimeOffset? NextAfter(DateTimeOffset after) => Cron.NextAfter(after, Zone);

    /// <inheritdoc cref="CronExpression.LatestBetween"/>
    public DateTimeOffset? LatestBetween(DateTimeOffset after, DateTimeOffset until) => Cron.LatestBetween(after, until, Zone);

    /// <summary>Some times after a moment, as clocks of the time zone show them.</summary>
    public IEnumerable<DateTimeOffset> Next(DateTimeOffset after, int count)
    {
        for (var i = 0; i < count && NextAfter(after) is { } next; i++)
        {
            yield return TimeZoneInfo.ConvertTime(next, Zone);
            after = next;
        }
    }
}
