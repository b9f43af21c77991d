using System.Globalization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Scheduling.Cron;

/// <summary>Says in words when a cron expression comes due.</summary>
internal static class CronText
{
    private const int MostTimes = 6;

    /// <summary>The words, as a sentence without its full stop.</summary>
    public static LocalText Of(CronExpression cron)
    {
        if (Friendly(ScheduleRule.Of(cron)) is { } known) return known;
        var (days, korean) = DaysOf(cron);
        var (times, koreanTimes) = TimesOf(cron);
        var months = MonthsOf(cron);
        var english = string.Join(", ", new[] { times, days, months.English }.Where(part => part.Length > 0));
        return LocalText.Of(
            char.ToUpperInvariant(english[0]) + english[1..],
            string.Join(' ', new[] { months.Korean, months.Korean.Length > 0 ? korean.Replace("매월 ", "", StringComparison.Ordinal) : korean, koreanTimes }.Where(part => part.Length > 0)));
    }

    private static LocalText? Friendly(ScheduleRule rule)
    {
        var (hour, minute) = (rule.At.Hour, rule.At.Minute);
        var (time, korean) = (CronWords.EnglishTime(hour, minute), CronWords.KoreanTime(hour, minute));
        var days = rule.Days.Order(Comparer<DayOfWeek>.Create((one, other) => FromMonday(one) - FromMonday(other))).ToList();
        return rule.Rhythm switch
        {
            ScheduleRhythm.Minutes when rule.Minutes == 1 => LocalText.Of("Every minute", "매분"),
            ScheduleRhythm.Minutes => LocalText.Of($"Every {rule.Minutes} minutes", $"{rule.Minutes}분마다"),
            ScheduleRhythm.Hourly when minute == 0 => LocalText.Of("Every hour, on the hour", "매시 정각"),
            ScheduleRhythm.Hourly => LocalText.Of($"Every hour at {minute} past", $"매시 {minute}분"),
            ScheduleRhythm.Daily => LocalText.Of($"Every day at {time}", $"매일 {korean}"),
            ScheduleRhythm.Weekdays => LocalText.Of($"Every weekday at {time}", $"매주 평일 {korean}"),
            ScheduleRhythm.Weekly => LocalText.Of(
                $"Every {CronWords.EnglishList(days.Select(day => CronWords.EnglishDays[(int)day]))} at {time}",
                $"매주 {string.Join('·', days.Select(day => CronWords.KoreanDays[(int)day]))}요일 {korean}"),
            ScheduleRhythm.Monthly when rule.Day == ScheduleRule.LastDay => LocalText.Of($"On the last day of every month at {time}", $"매월 말일 {korean}"),
            ScheduleRhythm.Monthly => LocalText.Of($"On day {rule.Day} of every month at {time}", $"매월 {rule.Day}일 {korean}"),
            _ => null,
        };
    }

    private static (string English, string Korean) TimesOf(CronExpression cron)
    {
        var (hours, minutes) = (cron.Hours.Each().ToList(), cron.Minutes.Each().ToList());
        if (hours.Count * minutes.Count <= MostTimes)
        {
            var times = hours.SelectMany(hour => minutes.Select(minute => (Hour: hour, Minute: minute))).ToList();
            return ($"at {CronWords.EnglishList(times.Select(time => CronWords.EnglishTime(time.Hour, time.Minute)))}",
                string.Join(", ", times.Select(time => CronWords.KoreanTime(time.Hour, time.Minute))));
        }

        var step = StepOf(minutes);
        var (within, korean) = step is null
            ? ($"at {CronWords.EnglishList(minutes.Select(Text))} past", $"{string.Join(", ", minutes)}분")
            : step == 1 ? ("every minute", "매분") : ($"every {step} minutes", $"{step}분마다");
        if (cron.IsHourly) return (step is null ? $"{within} every hour" : within, step is null ? $"매시 {korean}" : korean);
        var ranges = CronWords.Ranges(hours).ToList();
        return (
            $"{within}, {(step is null ? "in the hours" : "from")} {CronWords.EnglishList(ranges.Select(range => step is null ? RangeOf(range) : Span(range)))}",
            $"{string.Join(", ", ranges.Select(range => step is null ? $"{RangeOf(range)}시" : KoreanSpan(range)))} {korean}");
    }

    private static (string English, string Korean) DaysOf(CronExpression cron)
    {
        var (hasDays, hasWeekdays) = (cron.Days.HasLast || cron.Days.Each().Count() < 31, cron.Weekdays.Each().Count() < 7);
        var days = CronWords.Ranges(cron.Days.Each()).Select(RangeOf).ToList();
        List<string> parts = days.Count > 0 ? [$"day {CronWords.EnglishList(days)}"] : [];
        List<string> korean = days.Count > 0 ? [$"{string.Join(", ", days)}일"] : [];
        if (cron.Days.HasLast)
        {
            parts.Add("the last day");
            korean.Add("말일");
        }

        var onDays = hasDays ? $"on {CronWords.EnglishList(parts)} of the month" : "";
        var onWeekdays = hasWeekdays ? $"{CronWords.EnglishList(cron.Weekdays.Each().Select(day => CronWords.EnglishDays[day]), hasDays ? "or" : "and")}" : "";
        var koreanDays = hasDays ? $"매월 {string.Join(", ", korean)}" : "";
        var koreanWeekdays = hasWeekdays ? $"{string.Join('·', cron.Weekdays.Each().Select(day => CronWords.KoreanDays[day]))}요일" : "";
        return (hasDays, hasWeekdays) switch
        {
            (true, true) when cron.TakesEitherDay => ($"{onDays} or on {onWeekdays}", $"{koreanDays} 또는 매주 {koreanWeekdays}"),
            (true, true) => ($"{onDays} if that is {onWeekdays}", $"{koreanDays} 중 {koreanWeekdays}"),
            (true, false) => (onDays, koreanDays),
            (false, true) => ($"on {onWeekdays}", $"매주 {koreanWeekdays}"),
            _ => ("every day", "매일"),
        };
    }

    private static (string English, string Korean) MonthsOf(CronExpression cron)
    {
        var months = cron.Months.Each().ToList();
        return months.Count == 12
            ? ("", "")
            : ($"in {CronWords.EnglishList(months.Select(CronWords.EnglishMonth))}", $"{string.Join(", ", months)}월");
    }

    // Null where the minutes of an hour are not evenly apart.
    private static int? StepOf(List<int> minutes) =>
        minutes is [0, _, ..] && 60 % minutes.Count == 0 && minutes.Select((minute, i) => minute == i * (60 / minutes.Count)).All(even => even) ? 60 / minutes.Count : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string RangeOf((int From, int To) range) => range.From == range.To ? Text(range.From) : string.Create(CultureInfo.InvariantCulture, $"{range.From}–{range.To}");

    private static string Span((int From, int To) range) => $"{CronWords.EnglishTime(range.From, 0)} to {CronWords.EnglishTime(range.To, 59)}";

    private static string KoreanSpan((int From, int To) range) => $"{CronWords.KoreanTime(range.From, 0)}~{CronWords.KoreanTime(range.To, 59)}";

    private static int FromMonday(DayOfWeek day) => ((int)day + 6) % 7;
}
