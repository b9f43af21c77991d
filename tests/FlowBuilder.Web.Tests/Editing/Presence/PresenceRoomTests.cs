using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Editing.Presence;

namespace FlowBuilder.Web.Tests.Editing.Presence;

[Parallelizable(ParallelScope.All)]
public sealed class PresenceRoomTests
{
    [Test]
    public void Each_who_enters_has_a_colour_of_their_own_and_those_of_one_animal_are_numbered()
    {
        var room = new PresenceRoom();
        var seats = Enumerable.Range(0, Guest.Colors).Select(_ => room.Enter()).ToList();
        foreach (var seat in seats) seat.Introduce("", 3);

        Assert.That(room.Guests.Select(guest => guest.Color), Is.Unique);
        Assert.That(room.Guests.Select(guest => guest.Number), Is.EqualTo(Enumerable.Range(1, Guest.Colors)));
    }

    [Test]
    public void Who_leaves_or_is_disconnected_is_no_longer_there_and_their_pointer_neither()
    {
        var room = new PresenceRoom();
        var (one, two, three) = (room.Enter(), room.Enter(), room.Enter());
        foreach (var seat in new[] { one, two, three }) seat.Introduce("", seat.Guest.Id);
        two.Point(new GuestPointer(1, 2, []));

        two.ShowConnected(false);
        Assert.That(room.OthersOf(one), Is.EqualTo(new[] { three }));
        two.ShowConnected(true);
        Assert.That(room.OthersOf(one), Is.EqualTo(new[] { two, three }));
        Assert.That(two.Pointer, Is.Null);
        three.Dispose();
        Assert.That(room.OthersOf(one), Is.EqualTo(new[] { two }));
    }

    [Test]
    public void A_name_is_trimmed_and_no_longer_than_it_may_be()
    {
        var seat = new PresenceRoom().Enter();

        seat.Introduce("  " + new string('x', 100), 1);

        Assert.That(seat.Guest.Name, Is.EqualTo(new string('x', Guest.LongestName)));
    }

    [Test]
    public void Pointers_do_not_tell_of_a_change_of_guests()
    {
        var room = new PresenceRoom();
        var seat = room.Enter();
        seat.Introduce("", 1);
        var changes = 0;
        room.GuestsChanged += () => changes++;

        seat.Point(new GuestPointer(1, 2, []));
        seat.Change(guest => guest with { Selection = ["a"] });
        Assert.That(changes, Is.Zero);
        seat.Rename("Kim");
        Assert.That(changes, Is.EqualTo(1));
    }

    [Test]
    public async Task However_often_a_pointer_moves_there_is_one_picture_in_a_frame_and_it_is_the_latest()
    {
        var time = new FakeTimeProvider();
        var room = new PresenceRoom();
        var (watcher, mover) = (room.Enter(), room.Enter());
        watcher.Introduce("", 1);
        mover.Introduce("", 2);
        var pictures = new System.Collections.Concurrent.ConcurrentQueue<(double X, bool HasNewGuests)>();
        using var shown = new SemaphoreSlim(0);
        using var leave = new CancellationTokenSource();
        var watching = watcher.WatchAsync(
            (others, hasNewGuests) =>
            {
                pictures.Enqueue((others.Single().Pointer?.X ?? -1, hasNewGuests));
                shown.Release();
                return Task.CompletedTask;
            },
            time,
            leave.Token);
        await shown.WaitAsync();

        for (var x = 0; x < 100; x++) mover.Point(new GuestPointer(x, 0, []));
        while (!shown.Wait(0))
        {
            time.Advance(PresenceSeat.Frame);
            await Task.Yield();
        }

        Assert.That(pictures, Is.EqualTo(new[] { (-1d, true), (99d, false) }));
        await leave.CancelAsync();
        Assert.That(async () => await watching, Throws.InstanceOf<OperationCanceledException>());
    }
}
