namespace FlowBuilder.Core.Scheduling.Cron;

/// <summary>Turns the times of one date, as clocks of a time zone show them, into moments.</summary>
internal static class CronTimes
{
    // Farther from any time of a date than time zones are apart, and near enough that no other change of clocks lies between.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(24);

    /// <summary>The moments on a date, in no order; a time that clocks leave out gives the moment at which they do.</summary>
    /// <param name="cron">What comes due.</param>
    /// <param name="day">The date's <see cref="DateOnly.DayNumber"/>.</param>
    /// <param name="zone">Whose clocks.</param>
    public static IEnumerable<DateTimeOffset> On(CronExpression cron, int day, TimeZoneInfo zone)
    {
        var date = DateOnly.FromDayNumber(day);
        if (!cron.TakesDay(date)) yield break;
        var midnight = date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var before = zone.GetUtcOffset(midnight - Margin);
        var after = zone.GetUtcOffset(midnight.AddDays(1) + Margin);
        foreach (var hour in cron.Hours.Each())
        {
            foreach (var minute in cron.Minutes.Each())
            {
                var clock = midnight.AddHours(hour).AddMinutes(minute);
                if (before == after) yield return new DateTimeOffset(clock - before);
                else foreach (var moment in Around(clock, before, after, zone, cron.IsHourly)) yield return moment;
            }
        }
    }

    private static IEnumerable<DateTimeOffset> Around(DateTime clock, TimeSpan before, TimeSpan after, TimeZoneInfo zone, bool isHourly)
    {
        var (early, late) = (clock - before, clock - after);
        var (isEarly, isLate) = (zone.GetUtcOffset(early) == before, zone.GetUtcOffset(late) == after);
        if (isEarly) yield return new DateTimeOffset(early);
        if (isLate && (isHourly || !isEarly)) yield return new DateTimeOffset(late);
        if (!isEarly && !isLate && !isHourly) yield return ChangeBetween(late, early, before, zone);
    }

    // Within a gap clocks have changed at "early" and not yet at "late", which is the earlier moment of the two then.
    private static DateTimeOffset ChangeBetween(DateTime unchanged, DateTime changed, TimeSpan before, TimeZoneInfo zone)
    {
        var (low, high) = (0L, (long)(changed - unchanged).TotalMinutes);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (zone.GetUtcOffset(unchanged.AddMinutes(middle)) == before) low = middle;
            else high = middle;
        }

        return new DateTimeOffset(unchanged.AddMinutes(high));
    }
}
