using System.Globalization;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Scheduling.Cron;

namespace FlowBuilder.Core.Tests.Scheduling;

/// <summary>What becomes of times that clocks leave out in spring, or show twice in autumn.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ClockChangeTests
{
    // Berlin: 29 March 2026 02:00 → 03:00 (01:00 UTC), 25 October 2026 03:00 → 02:00 (01:00 UTC).
    // New York: 8 March 2026 02:00 → 03:00 (07:00 UTC), 1 November 2026 02:00 → 01:00 (06:00 UTC).
    [TestCase("Europe/Berlin", "30 2 * * *", "2026-03-28 12:00", "2026-03-29 01:00", "2026-03-30 00:30", TestName = "Berlin in spring: a time within the gap comes due right after it")]
    [TestCase("America/New_York", "30 2 * * *", "2026-03-07 12:00", "2026-03-08 07:00", "2026-03-09 06:30", TestName = "New York in spring: a time within the gap comes due right after it")]
    [TestCase("Europe/Berlin", "15,45 2 * * *", "2026-03-28 12:00", "2026-03-29 01:00", "2026-03-30 00:15", TestName = "Several times within the gap come due once")]
    [TestCase("Europe/Berlin", "30 2,3 * * *", "2026-03-28 12:00", "2026-03-29 01:00", "2026-03-29 01:30", TestName = "The time after the gap stays what it is")]
    [TestCase("Europe/Berlin", "0 2,3 * * *", "2026-03-28 12:00", "2026-03-29 01:00", "2026-03-30 00:00", TestName = "A time within the gap and the one right after it are one")]
    [TestCase("Europe/Berlin", "30 * * * *", "2026-03-29 00:00", "2026-03-29 00:30", "2026-03-29 01:30", TestName = "Every hour goes on through the gap")]
    [TestCase("Europe/Berlin", "30 2 * * *", "2026-10-24 12:00", "2026-10-25 00:30", "2026-10-26 01:30", TestName = "Berlin in autumn: a time that there is twice comes due the first time")]
    [TestCase("America/New_York", "30 1 * * *", "2026-10-31 12:00", "2026-11-01 05:30", "2026-11-02 06:30", TestName = "New York in autumn: a time that there is twice comes due the first time")]
    [TestCase("Europe/Berlin", "30 * * * *", "2026-10-25 00:00", "2026-10-25 00:30", "2026-10-25 01:30", TestName = "Every hour goes on through the hour that there is twice")]
    [TestCase("Asia/Seoul", "30 2 * * *", "2026-03-28 12:00", "2026-03-28 17:30", "2026-03-29 17:30", TestName = "Seoul changes no clocks")]
    [TestCase("Pacific/Apia", "0 12 30 * *", "2011-12-29 00:00", "2011-12-30 10:00", "2012-01-29 22:00", TestName = "A date that is left out comes due when the next one begins")]
    [TestCase("Asia/Beirut", "0 0 * * *", "2026-03-28 12:00", "2026-03-28 22:00", "2026-03-29 21:00", TestName = "A gap at midnight")]
    public void A_time_comes_due_once(string zone, string text, string after, string first, string second)
    {
        var cron = CronExpression.TryParse(text, out _)!;
        var place = ScheduleZones.Find(zone)!;
        var due = cron.NextAfter(Utc(after), place);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(due, Is.EqualTo(Utc(first)));
            Assert.That(cron.NextAfter(due!.Value, place), Is.EqualTo(Utc(second)));
            Assert.That(cron.LatestBetween(Utc(after), Utc(second).AddSeconds(-1), place), Is.EqualTo(Utc(first)));
        }
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
