using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Components.Shared;

namespace FlowBuilder.Web.Tests.Screens;

[Parallelizable(ParallelScope.All)]
public sealed class ToastsTests
{
    [Test]
    public void A_message_goes_after_six_seconds_and_one_that_can_be_acted_on_after_twelve()
    {
        var time = new FakeTimeProvider();
        using var toasts = new Toasts(time);
        toasts.Show(new Toast("Saved"));
        toasts.Show(new Toast("Deleted", ActionLabel: "Undo", Action: () => Task.CompletedTask));

        time.Advance(TimeSpan.FromSeconds(7));
        Assert.That(toasts.Current.Select(toast => toast.Text), Is.EqualTo(new[] { "Deleted" }));

        time.Advance(TimeSpan.FromSeconds(6));
        Assert.That(toasts.Current, Is.Empty);
    }

    [Test]
    public void A_message_stays_while_it_is_pointed_at_and_its_time_begins_anew_after_it()
    {
        var time = new FakeTimeProvider();
        using var toasts = new Toasts(time);
        toasts.Show(new Toast("Deleted", ActionLabel: "Undo", Action: () => Task.CompletedTask));

        toasts.Hold(true);
        toasts.Show(new Toast("Meanwhile"));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.That(toasts.Current, Has.Count.EqualTo(2));

        toasts.Hold(false);
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.That(toasts.Current.Select(toast => toast.Text), Is.EqualTo(new[] { "Deleted" }));
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(toasts.Current, Is.Empty);
    }
}
