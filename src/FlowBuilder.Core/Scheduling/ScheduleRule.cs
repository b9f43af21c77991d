using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Scheduling.Cron;

namespace FlowBuilder.Core.Scheduling;

/// <summary>When a schedule runs, as a person chooses it; each has a cron expression, and the common expressions are one of these.</summary>
public sealed record ScheduleRule
{
    /// <summary><see cref="Day"/> for the last day of each month.</summary>
    public const int LastDay = 0;

    private const ulong AllHours = (1UL << 24) - 1;

    /// <summary>How often in an hour <see cref="ScheduleRhythm.Minutes"/> may be, in minutes between.</summary>
    public static readonly ImmutableArray<int> Steps = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30];

    private static readonly ImmutableSortedSet<DayOfWeek> WorkDays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Of which kind it is.</summary>
    public ScheduleRhythm Rhythm { get; init; } = ScheduleRhythm.Daily;

    /// <summary>For <see cref="ScheduleRhythm.Minutes"/>: how many lie between, one of <see cref="Steps"/>.</summary>
    public int Minutes { get; init; } = 15;

    /// <summary>The time of day; of <see cref="ScheduleRhythm.Hourly"/> the minute only.</summary>
    public TimeOnly At { get; init; } = new(9, 0);

    /// <summary>For <see cref="ScheduleRhythm.Weekly"/>: the days, at least one.</summary>
    public ImmutableSortedSet<DayOfWeek> Days { get; init; } = [DayOfWeek.Monday];

    /// <summary>For <see cref="ScheduleRhythm.Monthly"/>: 1 to 31, or <see cref="LastDay"/>. Months without it are left out.</summary>
    public int Day { get; init; } = 1;

    /// <summary>For <see cref="ScheduleRhythm.Cron"/>: the expression.</summary>
    public string Cron { get; init; } = "";

    /// <summary>The rule that an expression is.</summary>
    public static ScheduleRule Of(CronExpression cron)
    {
        var rule = new ScheduleRule { Cron = cron.Text };
        var (minutes, hours) = (cron.Minutes.Each().ToList(), cron.Hours.Each().ToList());
        var isEveryDay = !cron.Days.HasLast && cron.Days.Each().Count() == 31;
        var days = cron.Weekdays.Each().Select(day => (DayOfWeek)day).ToImmutableSortedSet();
        if (cron.Months.Each().Count() < 12 || minutes.Count > 1 && !isEveryDay) return rule with { Rhythm = ScheduleRhythm.Cron };
        if (isEveryDay && days.Count == 7 && cron.Hours.Numbers == AllHours)
        {
            if (Steps.FirstOrDefault(step => minutes.SequenceEqual(Enumerable.Range(0, 60 / step).Select(i => i * step))) is > 0 and var step)
                return rule with { Rhythm = ScheduleRhythm.Minutes, Minutes = step };
            if (minutes.Count == 1) return rule with { Rhythm = ScheduleRhythm.Hourly, At = new TimeOnly(0, minutes[0]) };
        }

        if (minutes.Count > 1 || hours.Count > 1) return rule with { Rhythm = ScheduleRhythm.Cron };
        rule = rule with { At = new TimeOnly(hours[0], minutes[0]) };
        if (isEveryDay)
        {
            return days.Count == 7 ? rule with { Rhythm = ScheduleRhythm.Daily }
                : days.SetEquals(WorkDays) ? rule with { Rhythm = ScheduleRhythm.Weekdays, Days = days }
                : rule with { Rhythm = ScheduleRhythm.Weekly, Days = days };
        }

        return (days.Count, cron.Days.HasLast, cron.Days.Each().ToList()) switch
        {
            (7, true, []) => rule with { Rhythm = ScheduleRhythm.Monthly, Day = LastDay },
            (7, false, [var day]) => rule with { Rhythm = ScheduleRhythm.Monthly, Day = day },
            _ => rule with { Rhythm = ScheduleRhythm.Cron },
        };
    }

    /// <summary>The cron expression of the rule.</summary>
    public string ToCron() => Rhythm switch
    {
        ScheduleRhythm.Minutes => Minutes == 1 ? "* * * * *" : Write($"*/{Minutes} * * * *"),
        ScheduleRhythm.Hourly => Write($"{At.Minute} * * * *"),
        ScheduleRhythm.Daily => Write($"{At.Minute} {At.Hour} * * *"),
        ScheduleRhythm.Weekdays => Write($"{At.Minute} {At.Hour} * * MON-FRI"),
        ScheduleRhythm.Weekly => Write($"{At.Minute} {At.Hour} * * {string.Join(',', Days.Select(day => day.ToString()[..3].ToUpperInvariant()))}"),
        ScheduleRhythm.Monthly => Day == LastDay ? Write($"{At.Minute} {At.Hour} L * *") : Write($"{At.Minute} {At.Hour} {Day} * *"),
        _ => Cron,
    };

    private static string Write(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
