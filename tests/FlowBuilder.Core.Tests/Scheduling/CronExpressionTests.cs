using System.Diagnostics;
using System.Globalization;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Scheduling.Cron;

namespace FlowBuilder.Core.Tests.Scheduling;

[Parallelizable(ParallelScope.All)]
public sealed class CronExpressionTests
{
    private static readonly TimeZoneInfo Seoul = ScheduleZones.Find("Asia/Seoul")!;

    [TestCase("0 9 * * MON-FRI", "2026-01-02 10:00", "2026-01-05 09:00", "2026-01-06 09:00")]
    [TestCase("*/20 * * * *", "2026-01-01 12:00", "2026-01-01 12:20", "2026-01-01 12:40")]
    [TestCase("5 * * * *", "2026-01-01 23:05", "2026-01-02 00:05", "2026-01-02 01:05")]
    [TestCase("0 0 L * *", "2028-02-01 00:00", "2028-02-29 00:00", "2028-03-31 00:00")]
    [TestCase("0 0 31 * *", "2026-03-31 00:00", "2026-05-31 00:00", "2026-07-31 00:00")]
    [TestCase("30 6 29 FEB *", "2026-01-01 00:00", "2028-02-29 06:30", "2032-02-29 06:30")]
    [TestCase("0 12 1,15 * *", "2026-01-01 12:00", "2026-01-15 12:00", "2026-02-01 12:00")]
    [TestCase("0 0 13 * FRI", "2026-01-09 00:00", "2026-01-13 00:00", "2026-01-16 00:00")]
    [TestCase("0 0 */2 * MON", "2026-01-01 00:00", "2026-01-05 00:00", "2026-01-19 00:00")]
    [TestCase("10/25 8-9 * jan,dec sun", "2026-01-31 00:00", "2026-12-06 08:10", "2026-12-06 08:35")]
    [TestCase("0 0 * * 7", "2026-01-01 00:00", "2026-01-04 00:00", "2026-01-11 00:00")]
    [TestCase("0 0 ? * 0", "2026-01-01 00:00", "2026-01-04 00:00", "2026-01-11 00:00")]
    [TestCase("0 9 1-31 * MON", "2026-01-01 09:00", "2026-01-02 09:00", "2026-01-03 09:00")]
    [TestCase("@daily", "2026-01-01 00:00", "2026-01-02 00:00", "2026-01-03 00:00")]
    [TestCase("  0\t9  * * 1 ", "2026-01-01 09:00", "2026-01-05 09:00", "2026-01-12 09:00")]
    public void Times_come_due_as_crontab_has_them(string text, string after, string first, string second)
    {
        var cron = Read(text);
        var due = cron.NextAfter(At(after), Seoul);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(due, Is.EqualTo(At(first)));
            Assert.That(cron.NextAfter(due!.Value, Seoul), Is.EqualTo(At(second)));
            Assert.That(cron.LatestBetween(At(after), At(second).AddSeconds(-1), Seoul), Is.EqualTo(At(first)));
        }
    }

    [TestCase("", "five fields", "다섯 칸")]
    [TestCase("0 9 * *", "4 of five", "4칸만")]
    [TestCase("0 0 9 * * MON", "Leave out seconds", "초와 연도는 빼세요")]
    [TestCase("60 9 * * *", "In the field minute: \"60\" is not known here. Write a number from 0 to 59.", "'분' 칸")]
    [TestCase("0 24 * * *", "In the field hour", "'시' 칸")]
    [TestCase("0 9 32 * *", "In the field day of month", "'일' 칸")]
    [TestCase("0 9 0 * *", "a number from 1 to 31, or L", "L")]
    [TestCase("0 9 * 13 *", "In the field month", "'월' 칸")]
    [TestCase("0 9 * * 8", "In the field weekday", "'요일' 칸")]
    [TestCase("0 9 * * FUN", "\"FUN\" is not known here", "\"FUN\"")]
    [TestCase("0 17-9 * * *", "Write 17-23,0-9", "17-23,0-9")]
    [TestCase("0 0 * * FRI-MON", "Write 5-6,0-1", "5-6,0-1")]
    [TestCase("*/0 * * * *", "the step of \"*/0\" must be a number from 1 to 59", "1~59")]
    [TestCase("*/90 * * * *", "must be a number from 1 to 59", "1~59")]
    [TestCase("1,,2 * * * *", "something is missing", "빠진 값")]
    [TestCase("1- * * * *", "something is missing", "빠진 값")]
    [TestCase("-5 * * * *", "something is missing", "빠진 값")]
    [TestCase("+5 * * * *", "\"+5\" is not known", "\"+5\"")]
    [TestCase("0 9 15W * *", "\"15W\" is not known", "\"15W\"")]
    [TestCase("0 L * * *", "In the field hour: \"L\" is not known", "\"L\"")]
    [TestCase("0 0 30 FEB *", "never comes due", "한 번도 실행되지 않습니다")]
    [TestCase("0 0 31 4,6,9,11 *", "never comes due", "한 번도 실행되지 않습니다")]
    [TestCase("@reboot", "1 of five", "1칸만")]
    public void What_is_wrong_is_said_with_its_field_and_what_to_write_instead(string text, string english, string korean)
    {
        Assert.That(CronExpression.TryParse(text, out var problem), Is.Null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem!.English, Does.Contain(english));
            Assert.That(problem.For(CultureInfo.GetCultureInfo("ko")), Does.Contain(korean));
        }
    }

    [TestCase("0 0 29 2 */6")]
    [TestCase("* * * * *")]
    [TestCase("0 0 30 2 MON-TUE")]
    [TestCase("59 23 31 12 *")]
    public void Nothing_that_can_be_written_takes_long(string text)
    {
        var cron = Read(text);
        var quickest = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var watch = Stopwatch.StartNew();
            Assert.That(cron.NextAfter(At("2096-03-01 00:00"), Seoul), Is.Not.Null);
            if (watch.Elapsed < quickest) quickest = watch.Elapsed;
        }

        Assert.That(quickest, Is.LessThan(TimeSpan.FromMilliseconds(100)));
    }

    [Test]
    public void Bombs_are_refused_at_once()
    {
        var watch = Stopwatch.StartNew();
        string[] bombs =
        [
            string.Join(',', Enumerable.Repeat("0-59", 100_000)) + " * * * *",
            new string('*', 1_000_000),
            string.Join(' ', Enumerable.Repeat("*", 500_000)),
            "0-99999999999999999999/99999999999999999999 * * * *",
            "0 0 1/1/1/1 * *",
        ];

        Assert.That(bombs.Select(bomb => CronExpression.TryParse(bomb, out _)), Has.All.Null);
        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(2_000));
    }

    [TestCase("*/15 * * * *", "Every 15 minutes", "15분마다")]
    [TestCase("* * * * *", "Every minute", "매분")]
    [TestCase("0 * * * *", "Every hour, on the hour", "매시 정각")]
    [TestCase("5 * * * *", "Every hour at 5 past", "매시 5분")]
    [TestCase("30 13 * * *", "Every day at 13:30", "매일 오후 1:30")]
    [TestCase("0 9 * * 1-5", "Every weekday at 09:00", "매주 평일 오전 9:00")]
    [TestCase("0 0 * * SUN,MON,WED", "Every Monday, Wednesday and Sunday at 00:00", "매주 월·수·일요일 오전 12:00")]
    [TestCase("0 12 1 * *", "On day 1 of every month at 12:00", "매월 1일 오후 12:00")]
    [TestCase("0 18 L * *", "On the last day of every month at 18:00", "매월 말일 오후 6:00")]
    [TestCase("0 9,18 * * *", "At 09:00 and 18:00, every day", "매일 오전 9:00, 오후 6:00")]
    [TestCase("*/10 9-17 * * 1-5", "Every 10 minutes, from 09:00 to 17:59, on Monday, Tuesday, Wednesday, Thursday and Friday", "매주 월·화·수·목·금요일 오전 9:00~오후 5:59 10분마다")]
    [TestCase("0 9 1 JAN,JUL *", "At 09:00, on day 1 of the month, in January and July", "1, 7월 1일 오전 9:00")]
    [TestCase("0 9 13 * FRI", "At 09:00, on day 13 of the month or on Friday", "매월 13일 또는 매주 금요일 오전 9:00")]
    public void A_rule_is_said_in_words(string text, string english, string korean)
    {
        var said = Read(text).Describe();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(said.English, Is.EqualTo(english));
            Assert.That(said.For(CultureInfo.GetCultureInfo("ko")), Is.EqualTo(korean));
        }
    }

    [TestCase("Asia/Seoul", true)]
    [TestCase("UTC", true)]
    [TestCase("Seoul", false)]
    [TestCase("../../etc/passwd", false)]
    [TestCase("", false)]
    public void Time_zones_are_those_of_the_database(string id, bool isKnown) => Assert.That(ScheduleZones.Find(id) is not null, Is.EqualTo(isKnown));

    [Test]
    public void A_time_zone_that_is_almost_right_is_guessed() =>
        Assert.That(ScheduleZones.Unknown("new york").English, Does.Contain("Write America/New_York."));

    private static CronExpression Read(string text) =>
        CronExpression.TryParse(text, out var problem) ?? throw new AssertionException(problem!.English);

    private static DateTimeOffset At(string seoulTime) =>
        new(DateTime.ParseExact(seoulTime, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(9));
}
