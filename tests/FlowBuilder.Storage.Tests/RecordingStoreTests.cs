using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class RecordingStoreTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_recording_comes_back_from_another_process_and_takes_the_place_of_the_one_before()
    {
        string flow;
        await using (var host = new StorageHost(_folder))
        {
            flow = (await host.Flows.CreateAsync(new Flow { Name = "f" }, CancellationToken.None)).Id;
            var store = host.Get<IRecordingStore>();
            await store.SaveAsync(flow, Of("first"), CancellationToken.None);
            await store.SaveAsync(flow, Of("답 \ud83d\ude00"), CancellationToken.None);
        }

        await using var reopened = new StorageHost(_folder);
        var found = await reopened.Get<IRecordingStore>().FindAsync(flow, CancellationToken.None);

        Assert.That(RecordingFormat.Write(found!), Is.EqualTo(RecordingFormat.Write(Of("답 \ud83d\ude00"))));
        Assert.That(await reopened.Get<IRecordingStore>().HasAsync(flow, CancellationToken.None), Is.True);
    }

    [Test]
    public async Task A_recording_is_deleted_once_and_none_is_kept_for_a_flow_that_is_not_there()
    {
        await using var host = new StorageHost(_folder);
        var store = host.Get<IRecordingStore>();
        var flow = (await host.Flows.CreateAsync(new Flow { Name = "f" }, CancellationToken.None)).Id;
        await store.SaveAsync(flow, Of("x"), CancellationToken.None);
        await store.SaveAsync("nowhere", Of("x"), CancellationToken.None);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await store.DeleteAsync(flow, CancellationToken.None), Is.True);
            Assert.That(await store.DeleteAsync(flow, CancellationToken.None), Is.False);
            Assert.That(await store.FindAsync(flow, CancellationToken.None), Is.Null);
            Assert.That(await store.HasAsync("nowhere", CancellationToken.None), Is.False);
        }
    }

    [TestCase(RecordingMode.Record)]
    [TestCase(RecordingMode.Replay)]
    [TestCase(null)]
    public async Task A_connection_keeps_whether_it_records_or_replays(RecordingMode? mode)
    {
        await using (var host = new StorageHost(_folder))
        {
            var connection = new Connection { Name = "c", Kind = ConnectionKind.OpenAI, Recording = RecordingMode.Record };
            await host.Get<IConnectionStore>().SaveAsync(connection, CancellationToken.None);
            await host.Get<IConnectionStore>().SaveAsync(connection with { Recording = mode }, CancellationToken.None);
        }

        await using var reopened = new StorageHost(_folder);

        Assert.That((await reopened.Get<IConnectionStore>().FindAsync("c", CancellationToken.None))!.Recording, Is.EqualTo(mode));
    }

    private static Recording Of(string result) => new(
    [
        new RecordedCall(
            new CallRequest(CallKind.Tool, "price", JsonSerializer.SerializeToElement(new { thing = "rope" })),
            [new RecordedAnswer("agent/price[1]", JsonSerializer.SerializeToElement(new { result }))]),
    ]);
}
