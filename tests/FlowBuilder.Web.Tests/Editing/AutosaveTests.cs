using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Tests.Editing.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Web.Tests.Editing;

[Parallelizable(ParallelScope.All)]
public sealed class AutosaveTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_change_is_in_the_store_within_a_second()
    {
        var desk = new Desk();

        desk.Editor.SetName("Renamed");
        Assert.That(desk.Session.SaveState, Is.EqualTo(SaveState.Saving));
        desk.Time.Advance(Second);
        await Settled(desk);

        var stored = await desk.Store.FindAsync(desk.Session.FlowId, CancellationToken.None);
        Assert.That(stored!.Flow.Name, Is.EqualTo("Renamed"));
        Assert.That(desk.Session.SaveState, Is.EqualTo(SaveState.Saved));
    }

    [Test]
    public async Task Many_changes_in_a_second_are_one_save()
    {
        var desk = new Desk();

        for (var i = 0; i < 50; i++) desk.Editor.SetName($"Name {i}");
        desk.Time.Advance(Second);
        await Settled(desk);

        Assert.That(desk.Store.Saves, Is.EqualTo(1));
    }

    [Test]
    public async Task Saved_is_not_said_while_a_change_that_came_meanwhile_is_not_in_the_store()
    {
        var desk = new Desk();
        var stored = (await desk.Store.FindAsync(desk.Session.FlowId, CancellationToken.None))!;
        var document = stored.Flow with { Name = "First" };
        var looks = 0;
        Autosave? save = null;
        await using var autosave = save = new Autosave(desk.Store, stored, Look, _ => { }, desk.Time, NullLogger.Instance);

        autosave.Touch();
        await autosave.FlushAsync(CancellationToken.None);

        var name = (await desk.Store.FindAsync(desk.Session.FlowId, CancellationToken.None))!.Flow.Name;
        Assert.That((autosave.State, name), Is.EqualTo((SaveState.Saved, "Second")));

        // The third look finds everything saved; the change comes right after it.
        Flow Look()
        {
            var seen = document;
            if (++looks == 3)
            {
                document = document with { Name = "Second" };
                save!.Touch();
            }

            return seen;
        }
    }

    [Test]
    public async Task What_another_program_saved_meanwhile_is_taken_in_property_by_property_and_never_overwritten()
    {
        var desk = new Desk();
        var node = desk.Add("input.text");
        await desk.Session.FlushAsync(CancellationToken.None);
        await Outside(desk, flow => flow.WithNode(node, old => old with { Title = "Theirs" }) with
        {
            Description = "From outside",
            Nodes = [new FlowNode { Id = new NodeId("new"), Type = "output.text" }, .. flow.WithNode(node, old => old with { Title = "Theirs" }).Nodes],
        });

        desk.Set(node, "description", "Mine");
        await desk.Session.FlushAsync(CancellationToken.None);

        var stored = (await desk.Store.FindAsync(desk.Session.FlowId, CancellationToken.None))!.Flow;
        Assert.That(desk.Session.SaveState, Is.EqualTo(SaveState.Saved));
        Assert.That(stored.Find(node)!.Title, Is.EqualTo("Theirs"));
        Assert.That(stored.Find(node)!.Settings["description"].GetString(), Is.EqualTo("Mine"));
        Assert.That(stored.Nodes.Select(item => item.Id.Value), Is.EqualTo(new[] { "new", "text" }));
        Assert.That(stored.Description, Is.EqualTo("From outside"));
    }

    [Test]
    public async Task What_came_from_outside_is_seen_at_once_is_not_saved_again_and_is_not_ones_own_to_undo()
    {
        var desk = new Desk();
        desk.Add("input.text");
        await desk.Session.FlushAsync(CancellationToken.None);
        await Outside(desk, flow => flow with { Name = "Theirs", Nodes = [], Notes = [new FlowNote { Id = "n", Text = "Hello" }] });
        var saves = desk.Store.Saves;

        await desk.Session.TakeStoredAsync(CancellationToken.None);
        await desk.Session.FlushAsync(CancellationToken.None);

        Assert.That((desk.Session.Flow.Name, desk.Session.Flow.Nodes.Length, desk.Session.Flow.Notes[0].Text), Is.EqualTo(("Theirs", 0, "Hello")));
        Assert.That(desk.Store.Saves, Is.EqualTo(saves));
        desk.History.Undo();
        Assert.That(desk.Session.Flow.Name, Is.EqualTo("Theirs"));
    }

    [Test]
    public async Task A_flow_deleted_from_outside_is_said_to_be_gone_at_once_and_is_still_there_to_be_copied()
    {
        var desk = new Desk();
        desk.Editor.SetName("Mine");
        await desk.Store.DeleteAsync(desk.Session.FlowId, CancellationToken.None);

        await desk.Session.TakeStoredAsync(CancellationToken.None);

        Assert.That(desk.Session.SaveState, Is.EqualTo(SaveState.Gone));
        Assert.That(desk.Session.Flow.Name, Is.EqualTo("Mine"));
    }

    [Test]
    public async Task A_store_that_fails_is_tried_again_and_says_so_meanwhile()
    {
        var desk = new Desk();
        desk.Store.Failure = new IOException("The disk is full.");
        desk.Editor.SetName("Renamed");
        await desk.Session.FlushAsync(CancellationToken.None);
        Assert.That(desk.Session.SaveState, Is.EqualTo(SaveState.Failing));

        desk.Store.Failure = null;
        desk.Time.Advance(TimeSpan.FromSeconds(5));
        await Settled(desk);

        Assert.That(desk.Session.SaveState, Is.EqualTo(SaveState.Saved));
        Assert.That(desk.Store.Saves, Is.EqualTo(1));
    }

    [Test]
    public async Task A_flow_deleted_meanwhile_is_said_to_be_gone()
    {
        var desk = new Desk();
        await desk.Store.DeleteAsync(desk.Session.FlowId, CancellationToken.None);

        desk.Editor.SetName("Renamed");
        await desk.Session.FlushAsync(CancellationToken.None);

        Assert.That(desk.Session.SaveState, Is.EqualTo(SaveState.Gone));
    }

    [Test]
    public async Task Two_windows_share_one_session_and_the_last_to_close_has_saved_everything()
    {
        var desk = new Desk();
        using var sessions = new EditSessions(desk.Store, desk.Time, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        var one = await sessions.OpenAsync(desk.Session.FlowId, CancellationToken.None);
        var two = await sessions.OpenAsync(desk.Session.FlowId, CancellationToken.None);
        Assert.That(two!.Session, Is.SameAs(one!.Session));

        new EditHistory(one.Session).Do(new FlowBuilder.Web.Editing.Edits.SetFlowName("Renamed"));
        await one.DisposeAsync();
        await one.DisposeAsync();
        Assert.That(desk.Store.Saves, Is.Zero);
        await two.DisposeAsync();

        Assert.That((await desk.Store.FindAsync(desk.Session.FlowId, CancellationToken.None))!.Flow.Name, Is.EqualTo("Renamed"));
        Assert.That(await sessions.OpenAsync("no-such-flow", CancellationToken.None), Is.Null);
    }

    private static async Task Outside(Desk desk, Func<Flow, Flow> change)
    {
        var stored = (await desk.Store.FindAsync(desk.Session.FlowId, CancellationToken.None))!;
        await desk.Store.SaveAsync(stored.Id, change(stored.Flow), stored.Revision, CancellationToken.None);
    }

    // The save that the timer began has its turn before ours, which then finds nothing left to do.
    private static Task Settled(Desk desk) => desk.Session.FlushAsync(CancellationToken.None);
}
