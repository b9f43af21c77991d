using System.Collections.Immutable;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Scheduling.Cron;

/// <summary>When something comes due, in the five fields of crontab(5): minute, hour, day of month, month, weekday.</summary>
/// <remarks>
/// Lists, ranges, steps, names, <c>L</c> for the last day of a month, and <c>@daily</c> and its like. Where day of month and
/// weekday are both given and neither begins with a star, either will do, as crontab(5) has it.
/// <para>
/// When clocks change: a time that is left out in spring comes due once, right after the gap; one that there is twice in autumn
/// comes due the first time only. What comes due every hour goes on as it does on any day.
/// </para>
/// </remarks>
public sealed class CronExpression
{
    // The longest wait there is: 29 February on one weekday, over a year such as 2100 that has none.
    private const int MostDays = 41 * 366;

    private const ulong AllHours = (1UL << 24) - 1;
    private const ulong AllDays = (1UL << 32) - 2;
    private const ulong AllWeekdays = (1UL << 7) - 1;

    private CronExpression(string text, ImmutableArray<CronField> fields)
    {
        Text = text;
        (Minutes, Hours, Days, Months, Weekdays) = (fields[0], fields[1], fields[2], fields[3], fields[4]);

        // Where either will do and one is every day, the other says nothing.
        if (TakesEitherDay && (Days.Numbers == AllDays || Weekdays.Numbers == AllWeekdays))
            (Days, Weekdays) = (new CronField(AllDays, true), new CronField(AllWeekdays, true));
    }

    /// <summary>The expression as it was written, with single spaces.</summary>
    public string Text { get; }

    internal CronField Minutes { get; }

    internal CronField Hours { get; }

    internal CronField Days { get; }

    internal CronField Months { get; }

    internal CronField Weekdays { get; }

    /// <summary>Whether either of day of month and weekday will do.</summary>
    internal bool TakesEitherDay => !Days.IsOpen && !Weekdays.IsOpen;

    /// <summary>Whether it comes due in every hour, so that a change of clocks leaves nothing out.</summary>
    internal bool IsHourly => Hours.Numbers == AllHours;

    /// <summary>Reads an expression; null where that cannot be done.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="problem">What is wrong, in which field, and what to write instead; null where nothing is.</param>
    public static CronExpression? TryParse(string text, out LocalText? problem)
    {
        (var fields, problem) = CronParser.Parse(text);
        if (problem is not null) return null;
        var read = new CronExpression(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), fields);
        if (read.ComesDue) return read;
        problem = LocalText.Of(
            "This never comes due: none of its months has such a day. Choose another day, or L for the last one of the month.",
            "해당하는 날짜가 있는 달이 없어 한 번도 실행되지 않습니다. 다른 날짜를 고르거나, 그달의 마지막 날이라면 L을 쓰세요.");
        return null;
    }

    /// <summary>The first time after a moment, in UTC; null where there is none that can be written.</summary>
    /// <param name="after">The moment.</param>
    /// <param name="zone">The time zone in which the fields are meant.</param>
    public DateTimeOffset? NextAfter(DateTimeOffset after, TimeZoneInfo zone)
    {
        var start = DayOf(after, zone) - 1;
        var end = Math.Min(start + MostDays, DateOnly.MaxValue.DayNumber - 2);
        for (var day = start; day <= end; day++)
        {
            if (First(day) is not { } first) continue;

            // Clocks that are set back over midnight bring times of the next date before the last ones of this.
            return First(day + 1) is { } other && other < first ? other : first;
        }

        return null;

        DateTimeOffset? First(int day) => CronTimes.On(this, day, zone).Where(time => time > after).Cast<DateTimeOffset?>().Min();
    }

    /// <summary>The latest time after one moment and up to another, in UTC; null where there is none.</summary>
    /// <param name="after">It is later than this.</param>
    /// <param name="until">It may be this moment itself.</param>
    /// <param name="zone">The time zone in which the fields are meant.</param>
    public DateTimeOffset? LatestBetween(DateTimeOffset after, DateTimeOffset until, TimeZoneInfo zone)
    {
        for (int day = DayOf(until, zone) + 1, end = DayOf(after, zone) - 1; day >= end; day--)
        {
            if (Last(day) is not { } last) continue;
            return Last(day - 1) is { } other && other > last ? other : last;
        }

        return null;

        DateTimeOffset? Last(int day) => CronTimes.On(this, day, zone).Where(time => time > after && time <= until).Cast<DateTimeOffset?>().Max();
    }

    /// <summary>Says when it comes due, in words.</summary>
    public LocalText Describe() => CronText.Of(this);

    /// <summary>Whether it comes due on a date.</summary>
    internal bool TakesDay(DateOnly date)
    {
        if (!Months.Has(date.Month)) return false;
        var takesDay = Days.Has(date.Day) || Days.HasLast && date.Day == DateTime.DaysInMonth(date.Year, date.Month);
        var takesWeekday = Weekdays.Has((int)date.DayOfWeek);
        return TakesEitherDay ? takesDay || takesWeekday : takesDay && takesWeekday;
    }

    // The longest month decides: 29 February comes every few years.
    private bool ComesDue => TakesEitherDay || Days.HasLast || Months.Each().Any(month => Days.Each().First() <= DateTime.DaysInMonth(2028, month));

    private static int DayOf(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime).DayNumber;
}
