using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DeliveryOutboxTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task The_end_of_a_run_is_put_in_with_it_once_for_each_target_that_is_to_be_told()
    {
        var rung = 0;
        await using (var host = new StorageHost(_folder))
        {
            await PublishAsync(host, "answers");
            await AddTargetAsync(host, "all");
            await AddTargetAsync(host, "failures", DeliveryEvents.Failed);
            await AddTargetAsync(host, "unattended", runs: DeliveryRuns.Unattended);
            await AddTargetAsync(host, "off", isEnabled: false);
            host.Get<IDeliveryOutbox>().Added += () => Interlocked.Increment(ref rung);

            await SaveAsync(host, "awaited");
            await SaveAsync(host, "awaited");
            await SaveAsync(host, "unattended-failed", RunStatus.Failed, isUnattended: true);
            await SaveAsync(host, "stopped", RunStatus.Cancelled);
            await host.Runs.SaveAsync(RunSamples.Record("of-no-endpoint"), [], CancellationToken.None);
            await SaveAsync(host, "of-another", slug: "other");
        }

        // What is here now was there when the run was: the host is another one.
        await using var again = new StorageHost(_folder);
        var due = await again.Get<IDeliveryOutbox>().ListDueAsync(again.Clock.Now, 10, 100, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(due.Select(delivery => $"{delivery.Target} {delivery.RunId}"), Is.EquivalentTo(new[]
            {
                "all awaited", "all unattended-failed", "failures unattended-failed", "unattended unattended-failed", "all stopped", "failures stopped",
            }));
            Assert.That(due.Select(delivery => delivery.Id), Is.Unique.And.All.Match("^msg_[0-9a-f]{32}$"));
            Assert.That(rung, Is.EqualTo(3), "once for each run that somebody is to be told of");
        }
    }

    [Test]
    public async Task What_is_due_comes_in_turn_and_no_target_keeps_the_others_waiting()
    {
        await using var host = new StorageHost(_folder);
        var outbox = host.Get<IDeliveryOutbox>();
        await PublishAsync(host, "answers");
        await AddTargetAsync(host, "one");
        for (var run = 0; run < 5; run++) await SaveAsync(host, $"r{run}");
        await AddTargetAsync(host, "two");
        await SaveAsync(host, "r5");
        var later = host.Clock.Now + TimeSpan.FromMinutes(5);
        var first = (await outbox.ListDueAsync(host.Clock.Now, 1, 10, CancellationToken.None))[0];
        await outbox.RecordAsync(first with { DueAt = later, Attempts = 1, LastAttemptAt = host.Clock.Now, LastStatus = 500, Problem = LocalText.Verbatim("500") }, CancellationToken.None);

        var due = await outbox.ListDueAsync(host.Clock.Now, 2, 10, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(due.Select(delivery => $"{delivery.Target} {delivery.RunId}"), Is.EquivalentTo(new[] { "one r1", "one r2", "two r5" }));
            Assert.That(await outbox.NextDueAsync(host.Clock.Now, CancellationToken.None), Is.EqualTo(later));
            Assert.That((await host.Get<IDeliveryTargetStore>().FindAsync("one", CancellationToken.None))!.FailingSince, Is.EqualTo(host.Clock.Now));
            Assert.That(await outbox.FindAsync(first.Id, CancellationToken.None), Is.EqualTo(first with
            {
                DueAt = later,
                Attempts = 1,
                LastAttemptAt = host.Clock.Now,
                LastStatus = 500,
                Problem = LocalText.Verbatim("500"),
            }));
        }
    }

    [Test]
    public async Task Memory_is_bounded_and_what_waits_is_never_forgotten()
    {
        await using var host = new StorageHost(_folder);
        var outbox = host.Get<IDeliveryOutbox>();
        await PublishAsync(host, "answers");
        await AddTargetAsync(host, "one");
        await SaveAsync(host, "waits");
        for (var number = 0; number < IDeliveryOutbox.RememberedDeliveries + 5; number++)
        {
            await outbox.AddAsync(
                new Delivery { Id = $"t{number}", Target = "one", State = DeliveryState.Delivered, CreatedAt = host.Clock.Now, LastAttemptAt = host.Clock.Now }, CancellationToken.None);
        }

        var kept = await outbox.ListAsync("one", CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Has.Count.EqualTo(IDeliveryOutbox.RememberedDeliveries + 1));
            Assert.That(kept[^1].RunId, Is.EqualTo("waits"));
            Assert.That(kept[^2].Id, Is.EqualTo("t5"));
        }
    }

    [Test]
    public async Task Targets_and_webhooks_go_with_their_endpoint_and_rest_with_its_flow_in_the_bin()
    {
        await using var host = new StorageHost(_folder);
        var (endpoints, targets, hooks, outbox) = (host.Get<IEndpointStore>(), host.Get<IDeliveryTargetStore>(), host.Get<IWebhookStore>(), host.Get<IDeliveryOutbox>());
        var flow = await PublishAsync(host, "answers");
        await AddTargetAsync(host, "one");
        await hooks.AddAsync(new Webhook { Id = "hook", Slug = "answers", Name = "Shop", Signature = WebhookSignature.Standard, CreatedAt = host.Clock.Now }, WebhookSecret.New(), CancellationToken.None);
        await SaveAsync(host, "r1");

        async Task<string> ThereAsync() =>
            $"{(await targets.FindAsync("one", CancellationToken.None))?.Slug} {(await hooks.FindAsync("hook", CancellationToken.None))?.Slug} "
            + $"{(await outbox.ListDueAsync(host.Clock.Now, 1, 1, CancellationToken.None)).Count}";

        var seen = new List<string>();
        await endpoints.RenameAsync("answers", "renamed", CancellationToken.None);
        seen.Add(await ThereAsync());
        await host.Flows.DeleteAsync(flow, CancellationToken.None);
        seen.Add(await ThereAsync());
        await host.Flows.RestoreAsync(flow, CancellationToken.None);
        seen.Add(await ThereAsync());
        await endpoints.DeleteAsync("renamed", CancellationToken.None);
        seen.Add(await ThereAsync());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen, Is.EqualTo(new[] { "renamed renamed 1", "  0", "renamed renamed 1", "  0" }));
            Assert.That(await outbox.ListAsync("one", CancellationToken.None), Is.Empty);
            Assert.That(await AddTargetAsync(host, "late"), Is.False, "there is no endpoint any more");
        }
    }

    [Test]
    public async Task Of_the_deliveries_to_a_webhook_a_flood_of_refused_ones_washes_no_other_away()
    {
        await using var host = new StorageHost(_folder);
        var hooks = host.Get<IWebhookStore>();
        await PublishAsync(host, "answers");
        await hooks.AddAsync(new Webhook { Id = "hook", Slug = "answers", Name = "Shop", Signature = WebhookSignature.None, CreatedAt = host.Clock.Now }, null, CancellationToken.None);
        await hooks.RecordAsync("hook", new WebhookCall(host.Clock.Now, 202) { DeliveryId = "d1", RunId = "r1" }, CancellationToken.None);
        for (var number = 0; number < IWebhookStore.RememberedCalls + 10; number++)
            await hooks.RecordAsync("hook", new WebhookCall(host.Clock.Now, 401) { Problem = LocalText.Of("No.", "아니요.") }, CancellationToken.None);
        await hooks.RecordAsync("hook", new WebhookCall(host.Clock.Now, 202) { DeliveryId = "d1", RunId = "r1" }, CancellationToken.None);

        var calls = await hooks.CallsAsync("hook", CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls, Has.Count.EqualTo(IWebhookStore.RememberedCalls + 2));
            Assert.That(calls[0], Is.EqualTo(new WebhookCall(host.Clock.Now, 202) { DeliveryId = "d1", RunId = "r1", IsRepeat = true }));
            Assert.That(calls[^1], Is.EqualTo(new WebhookCall(host.Clock.Now, 202) { DeliveryId = "d1", RunId = "r1" }));
            Assert.That(calls[1].Problem, Is.EqualTo(LocalText.Of("No.", "아니요.")));
            Assert.That(await hooks.SecretsAsync("hook", CancellationToken.None), Is.Empty);
        }
    }

    private static async Task<string> PublishAsync(StorageHost host, string slug)
    {
        var flow = await host.Flows.CreateAsync(new Flow { Name = "Flow" }, CancellationToken.None);
        await host.Get<IEndpointStore>().PublishAsync(flow.Id, slug, "", flow.Flow, CancellationToken.None);
        return flow.Id;
    }

    private static async Task<bool> AddTargetAsync(
        StorageHost host, string id, DeliveryEvents events = DeliveryEvents.Completed | DeliveryEvents.Failed, DeliveryRuns runs = DeliveryRuns.All, bool isEnabled = true) =>
        await host.Get<IDeliveryTargetStore>().AddAsync(
            new DeliveryTarget { Id = id, Slug = "answers", Address = new Uri("https://example.com/hook"), Events = events, Runs = runs, IsEnabled = isEnabled, CreatedAt = host.Clock.Now },
            WebhookSecret.New(),
            CancellationToken.None);

    private static async Task SaveAsync(StorageHost host, string id, RunStatus status = RunStatus.Completed, bool isUnattended = false, string slug = "answers") =>
        await host.Runs.SaveAsync(
            RunSamples.Record(id) with { Status = status, Endpoint = new EndpointVersion(slug, 1) { IsUnattended = isUnattended } }, [], CancellationToken.None);
}
