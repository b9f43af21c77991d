using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ScheduleStoreTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_schedule_is_there_whole_after_the_program_starts_anew()
    {
        DateTimeOffset now;
        await using (var host = new StorageHost(_folder))
        {
            now = host.Clock.Now;
            await PublishAsync(host, "answers");
            var schedule = Daily("one") with
            {
                Name = "보고서",
                TimeZone = "Asia/Seoul",
                Inputs = new Dictionary<string, JsonElement> { ["question"] = JsonSerializer.SerializeToElement("왜?") },
                Session = "reports",
                Missed = MissedPolicy.Skip,
            };
            Assert.That(await Store(host).AddAsync(schedule, CancellationToken.None), Is.True);
        }

        await using var again = new StorageHost(_folder);
        var found = (await Store(again).FindAsync("one", CancellationToken.None))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((found.Slug, found.Name, found.Cron, found.TimeZone, found.Session), Is.EqualTo(("answers", "보고서", "0 9 * * *", "Asia/Seoul", "reports")));
            Assert.That((found.IsEnabled, found.Missed, found.Revision, found.HandledUntil), Is.EqualTo((true, MissedPolicy.Skip, 1L, now)));
            Assert.That(found.Inputs["question"].GetString(), Is.EqualTo("왜?"));
        }
    }

    [Test]
    public async Task A_schedule_needs_an_endpoint_follows_its_name_and_goes_with_it()
    {
        await using var host = new StorageHost(_folder);
        var store = Store(host);
        Assert.That(await store.AddAsync(Daily("none"), CancellationToken.None), Is.False);
        var flow = await PublishAsync(host, "answers");
        await store.AddAsync(Daily("one"), CancellationToken.None);
        await store.SettleAsync(Run("one", host.Clock.Now), CancellationToken.None);

        await host.Get<IEndpointStore>().RenameAsync("answers", "renamed", CancellationToken.None);
        Assert.That((await store.ListAsync("renamed", CancellationToken.None)).Single().Id, Is.EqualTo("one"));
        await host.Flows.DeleteAsync(flow, CancellationToken.None);
        Assert.That(await store.ListAsync(null, CancellationToken.None), Has.Count.EqualTo(1), "A flow in the bin may come back.");
        await host.Get<IEndpointStore>().DeleteAsync("renamed", CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await store.ListAsync(null, CancellationToken.None), Is.Empty);
            Assert.That(await store.ListRunsAsync("one", 10, CancellationToken.None), Is.Empty);
            Assert.That(async () => await store.SettleAsync(Run("one", host.Clock.Now), CancellationToken.None), Throws.Nothing);
        }
    }

    [Test]
    public async Task A_time_is_claimed_once_and_never_by_who_knows_an_older_rule()
    {
        await using var host = new StorageHost(_folder);
        var store = Store(host);
        await PublishAsync(host, "answers");
        await store.AddAsync(Daily("one"), CancellationToken.None);
        var read = (await store.FindAsync("one", CancellationToken.None))!;
        var due = host.Clock.Now.AddHours(3);
        var claim = new ScheduleClaim(read, due) { Due = Run("one", due, ScheduleOutcome.Claimed) };

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.ClaimAsync(claim, CancellationToken.None).AsTask()));
        Assert.That(taken.Count(isTaken => isTaken), Is.EqualTo(1));

        read = (await store.FindAsync("one", CancellationToken.None))!;
        Assert.That(read.HandledUntil, Is.EqualTo(due));
        await store.SaveAsync(read with { Cron = "0 10 * * *" }, CancellationToken.None);
        var later = due.AddDays(1);
        Assert.That(await store.ClaimAsync(new ScheduleClaim(read, later) { Due = Run("one", later, ScheduleOutcome.Claimed) }, CancellationToken.None), Is.False);
        Assert.That(await store.ListRunsAsync("one", 10, CancellationToken.None), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_time_that_was_run_is_not_claimed_again_after_the_clock_was_set_back()
    {
        await using var host = new StorageHost(_folder);
        var store = Store(host);
        await PublishAsync(host, "answers");
        await store.AddAsync(Daily("one"), CancellationToken.None);
        var due = host.Clock.Now.AddHours(3);
        await store.SettleAsync(Run("one", due), CancellationToken.None);
        var read = (await store.FindAsync("one", CancellationToken.None))!;

        Assert.That(await store.ClaimAsync(new ScheduleClaim(read, due) { Due = Run("one", due, ScheduleOutcome.Claimed) }, CancellationToken.None), Is.False);
        Assert.That((await store.ListRunsAsync("one", 10, CancellationToken.None)).Single().Outcome, Is.EqualTo(ScheduleOutcome.Started));
    }

    [Test]
    public async Task What_came_of_times_is_kept_to_a_bound_latest_first()
    {
        await using var host = new StorageHost(_folder);
        var store = Store(host);
        await PublishAsync(host, "answers");
        await store.AddAsync(Daily("one"), CancellationToken.None);
        var first = host.Clock.Now;
        for (var i = 0; i < IScheduleStore.MostRuns + 5; i++) await store.SettleAsync(Run("one", first.AddMinutes(i)), CancellationToken.None);
        var why = LocalText.Of("Busy.", "바쁩니다.");
        var last = first.AddMinutes(IScheduleStore.MostRuns + 4);
        await store.SettleAsync(new ScheduleRun("one", last, ScheduleCause.CatchUp, ScheduleOutcome.Refused) { Detail = why }, CancellationToken.None);

        var kept = await store.ListRunsAsync("one", 1_000, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Has.Count.EqualTo(IScheduleStore.MostRuns));
            Assert.That((kept[0].DueAt, kept[0].Cause, kept[0].Outcome, kept[0].RunId), Is.EqualTo((last, ScheduleCause.CatchUp, ScheduleOutcome.Refused, (string?)null)));
            Assert.That(kept[0].Detail, Is.EqualTo(why));
            Assert.That(kept[^1].DueAt, Is.EqualTo(first.AddMinutes(5)));
        }
    }

    [Test]
    public async Task A_removed_schedule_can_be_brought_back_for_a_day_and_what_passed_meanwhile_is_not_due()
    {
        await using var host = new StorageHost(_folder);
        var store = Store(host);
        await PublishAsync(host, "answers");
        await store.AddAsync(Daily("one"), CancellationToken.None);
        await store.AddAsync(Daily("two"), CancellationToken.None);
        await store.SettleAsync(Run("one", host.Clock.Now), CancellationToken.None);

        Assert.That(await store.DeleteAsync("one", CancellationToken.None), Is.True);
        Assert.That(await store.DeleteAsync("one", CancellationToken.None), Is.False);
        Assert.That(await store.FindAsync("one", CancellationToken.None), Is.Null);
        host.Clock.Now += TimeSpan.FromHours(5);
        Assert.That(await store.RestoreAsync("one", CancellationToken.None), Is.True);
        Assert.That((await store.FindAsync("one", CancellationToken.None))!.HandledUntil, Is.EqualTo(host.Clock.Now));
        Assert.That(await store.ListRunsAsync("one", 10, CancellationToken.None), Has.Count.EqualTo(1));

        await store.DeleteAsync("one", CancellationToken.None);
        host.Clock.Now += TimeSpan.FromHours(25);
        await store.DeleteAsync("two", CancellationToken.None);
        Assert.That(await store.RestoreAsync("one", CancellationToken.None), Is.False);
    }

    [Test]
    public async Task Times_that_were_claimed_and_not_settled_are_found_again()
    {
        await using (var host = new StorageHost(_folder))
        {
            await PublishAsync(host, "answers");
            await Store(host).AddAsync(Daily("one"), CancellationToken.None);
            var read = (await Store(host).FindAsync("one", CancellationToken.None))!;
            var due = host.Clock.Now.AddMinutes(1);
            await Store(host).ClaimAsync(new ScheduleClaim(read, due) { Due = Run("one", due, ScheduleOutcome.Claimed) }, CancellationToken.None);
        }

        await using var again = new StorageHost(_folder);
        var claimed = (await Store(again).ListClaimedAsync(CancellationToken.None)).Single();
        await Store(again).SettleAsync(claimed with { Outcome = ScheduleOutcome.Started, RunId = "r" }, CancellationToken.None);

        Assert.That(await Store(again).ListClaimedAsync(CancellationToken.None), Is.Empty);
        Assert.That((await Store(again).ListRunsAsync("one", 10, CancellationToken.None)).Single().RunId, Is.EqualTo("r"));
    }

    private static IScheduleStore Store(StorageHost host) => host.Get<IScheduleStore>();

    private static Schedule Daily(string id) => new() { Id = id, Slug = "answers", Cron = "0 9 * * *", TimeZone = "UTC" };

    private static ScheduleRun Run(string id, DateTimeOffset due, ScheduleOutcome outcome = ScheduleOutcome.Started) => new(id, due, ScheduleCause.Due, outcome);

    private static async Task<string> PublishAsync(StorageHost host, string slug)
    {
        var stored = await host.Flows.CreateAsync(new Flow { Name = "Flow" }, CancellationToken.None);
        await host.Get<IEndpointStore>().PublishAsync(stored.Id, slug, "", stored.Flow, CancellationToken.None);
        return stored.Id;
    }
}
