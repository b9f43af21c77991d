using FlowBuilder.Nodes.Tools;
using FlowBuilder.Testing.Nodes;

namespace FlowBuilder.Nodes.Tests.Tools;

[Parallelizable(ParallelScope.All)]
public sealed class TimeNodeTests
{
    [TestCase("{}", "Saturday, 21 November 2026 22:05")]
    [TestCase("""{"zone":"Asia/Seoul"}""", "Sunday, 22 November 2026 07:05")]
    [TestCase("""{"zone":"Asia/Seoul","language":"korean"}""", "2026년 11월 22일 일요일 07:05")]
    [TestCase("""{"zone":"Asia/Seoul","format":"iso"}""", "2026-11-22T07:05:09+09:00")]
    [TestCase("""{"zone":"America/New_York","format":"date"}""", "2026-11-21")]
    [TestCase("""{"format":"time"}""", "22:05")]
    [TestCase("""{"format":"pattern","pattern":"dddd H:mm:ss","language":"korean"}""", "토요일 22:05:09")]
    public async Task Time_is_told_in_its_zone_and_form(string settings, string expected)
    {
        var context = new TestNodeContext { Clock = new FixedTime(new DateTimeOffset(2026, 11, 21, 22, 5, 9, TimeSpan.Zero)) };

        Assert.That((await NodeHarness.RunAsync<TimeNode>(settings, context: context)).Text("text"), Is.EqualTo(expected));
    }

    [Test]
    public void A_zone_or_pattern_that_there_is_not_is_a_problem()
    {
        Assert.Multiple(() =>
        {
            Assert.That(NodeHarness.ProblemsOf<TimeNode>(new { zone = "Mars/Olympus" }).Single().Code, Is.EqualTo("time.zone"));
            Assert.That(NodeHarness.ProblemsOf<TimeNode>(new { format = "pattern", pattern = "%" }).Single().Code, Is.EqualTo("time.pattern"));
        });
    }

    [Test]
    public void Time_is_never_reused() => Assert.That(NodeHarness.MayCache<TimeNode>(), Is.False);
}
