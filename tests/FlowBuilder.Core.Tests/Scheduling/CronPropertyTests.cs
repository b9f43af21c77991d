using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Scheduling.Cron;
using FsCheck;
using FsCheck.Fluent;

namespace FlowBuilder.Core.Tests.Scheduling;

/// <summary>Holds the times of cron expressions against a clock that is read minute by minute.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class CronPropertyTests
{
    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Seoul", "Australia/Lord_Howe", "UTC"];

    // Around changes of clocks and ends of months, where it may go wrong.
    private static readonly DateTime[] Starts =
    [
        new(2026, 3, 28, 20, 0, 0, DateTimeKind.Utc), new(2026, 10, 24, 20, 0, 0, DateTimeKind.Utc), new(2026, 3, 7, 20, 0, 0, DateTimeKind.Utc),
        new(2026, 10, 31, 20, 0, 0, DateTimeKind.Utc), new(2026, 4, 4, 0, 0, 0, DateTimeKind.Utc), new(2026, 10, 3, 0, 0, 0, DateTimeKind.Utc),
        new(2028, 2, 28, 6, 0, 0, DateTimeKind.Utc), new(2026, 12, 31, 6, 0, 0, DateTimeKind.Utc),
    ];

    private static readonly Gen<string> Rules =
        from minute in Field(0, 59)
        from hour in Gen.OneOf(Gen.Constant("*"), Field(0, 23), Field(0, 4))
        from day in Gen.OneOf(Gen.Constant("*"), Gen.Constant("L"), Field(1, 28))
        from weekday in Gen.OneOf(Gen.Constant("*"), Gen.Constant("*"), Field(0, 6))
        select $"{minute} {hour} {day} * {weekday}";

    [Test]
    public void Times_are_those_at_which_a_clock_shows_what_the_rule_says()
    {
        var cases = from rule in Rules from zone in Gen.Elements(Zones) from start in Gen.Elements(Starts) select (rule, zone, start);
        Prop.ForAll(Arb.From(cases), test =>
        {
            var zone = ScheduleZones.Find(test.zone)!;
            var cron = CronExpression.TryParse(test.rule, out _)!;
            var end = test.start.AddHours(36);
            var walked = Walk(test.rule, zone, test.start, end).ToList();
            var computed = new List<DateTimeOffset>();
            for (var next = cron.NextAfter(test.start, zone); next <= end; next = cron.NextAfter(next.Value, zone)) computed.Add(next.Value);
            var latest = cron.LatestBetween(test.start, end, zone);
            return (computed.SequenceEqual(walked) && latest == (walked.Count > 0 ? walked[^1] : null))
                .Label($"{test.rule} {test.zone} {test.start:O}: walked {string.Join(", ", walked.Take(5))}, computed {string.Join(", ", computed.Take(5))}, latest {latest}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Test]
    public void A_rule_of_the_form_and_its_expression_mean_the_same() => Prop.ForAll(Arb.From(Rules), text =>
    {
        var cron = CronExpression.TryParse(text, out _)!;
        var again = CronExpression.TryParse(ScheduleRule.Of(cron).ToCron(), out _)!;
        var (one, other) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        for (var i = 0; i < 20; i++) (one, other) = (cron.NextAfter(one, TimeZoneInfo.Utc)!.Value, again.NextAfter(other, TimeZoneInfo.Utc)!.Value);
        return (one == other).Label($"{text} → {again.Text}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static Gen<string> Field(int least, int most) => Gen.OneOf(
        Gen.Choose(least, most).Select(number => $"{number}"),
        from one in Gen.Choose(least, most) from other in Gen.Choose(least, most) select $"{Math.Min(one, other)}-{Math.Max(one, other)}",
        from one in Gen.Choose(least, most) from other in Gen.Choose(least, most) select $"{one},{other}",
        Gen.Choose(1, Math.Min(20, most - least)).Select(step => $"*/{step}"));

    // As a clock on the wall would be watched: what it shows, what it jumped over, what it shows once more.
    private static IEnumerable<DateTimeOffset> Walk(string rule, TimeZoneInfo zone, DateTime start, DateTime end)
    {
        var fields = rule.Split(' ');
        var isHourly = Enumerable.Range(0, 24).All(hour => Takes(fields[1], hour, 0));
        var seen = new HashSet<DateTime>();
        var shown = TimeZoneInfo.ConvertTimeFromUtc(start.AddDays(-1), zone);
        for (var minute = start.AddDays(-1).AddMinutes(1); minute <= end; minute = minute.AddMinutes(1))
        {
            var before = shown;
            shown = TimeZoneInfo.ConvertTimeFromUtc(minute, zone);
            var isDue = Due(fields, shown) && (seen.Add(shown) || isHourly);
            for (var left = before.AddMinutes(1); left < shown; left = left.AddMinutes(1)) isDue |= !isHourly && Due(fields, left);
            if (isDue && minute > start) yield return new DateTimeOffset(minute);
        }
    }

    private static bool Due(string[] fields, DateTime time)
    {
        var day = fields[2] == "L" ? time.AddDays(1).Day == 1 : Takes(fields[2], time.Day, 1);
        var weekday = Takes(fields[4], (int)time.DayOfWeek, 0);
        var either = !fields[2].StartsWith('*') && !fields[4].StartsWith('*');
        return Takes(fields[0], time.Minute, 0) && Takes(fields[1], time.Hour, 0) && (either ? day || weekday : day && weekday);
    }

    private static bool Takes(string field, int value, int least)
    {
        if (field == "*") return true;
        if (field.StartsWith("*/", StringComparison.Ordinal)) return (value - least) % int.Parse(field[2..], null) == 0;
        if (field.Contains('-', StringComparison.Ordinal)) return value >= int.Parse(field.Split('-')[0], null) && value <= int.Parse(field.Split('-')[1], null);
        return field.Split(',').Any(number => int.Parse(number, null) == value);
    }
}
