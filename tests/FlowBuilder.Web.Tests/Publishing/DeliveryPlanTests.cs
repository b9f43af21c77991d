using FlowBuilder.Web.Publishing.Deliveries;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class DeliveryPlanTests
{
    [Test]
    public void Attempts_come_ever_later_over_about_a_day_and_then_end()
    {
        var waits = Enumerable.Range(1, DeliveryPlan.Attempts - 1).Select(attempt => DeliveryPlan.After(attempt, null, 0.5)!.Value).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(waits[0], Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(waits, Is.Ordered);
            Assert.That(waits.Aggregate(TimeSpan.Zero, (all, wait) => all + wait), Is.InRange(TimeSpan.FromHours(20), TimeSpan.FromHours(28)));
            Assert.That(DeliveryPlan.After(DeliveryPlan.Attempts, null, 0.5), Is.Null);
            Assert.That(DeliveryPlan.After(DeliveryPlan.Attempts, TimeSpan.FromSeconds(1), 0.5), Is.Null, "whoever asks for patience is not waited for without end");
        }
    }

    [Test]
    public void Chance_and_the_target_move_an_attempt_within_bounds()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(DeliveryPlan.After(1, null, 0), Is.EqualTo(TimeSpan.FromSeconds(4)));
            Assert.That(DeliveryPlan.After(1, null, 1), Is.EqualTo(TimeSpan.FromSeconds(6)));
            Assert.That(DeliveryPlan.After(1, TimeSpan.FromSeconds(90), 0.5), Is.EqualTo(TimeSpan.FromSeconds(90)));
            Assert.That(DeliveryPlan.After(1, TimeSpan.Zero, 0.5), Is.EqualTo(TimeSpan.FromSeconds(5)), "sooner than planned is never");
            Assert.That(DeliveryPlan.After(1, TimeSpan.MaxValue, 0.5), Is.EqualTo(DeliveryPlan.LongestWait));
        }
    }
}
