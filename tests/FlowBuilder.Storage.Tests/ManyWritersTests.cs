using System.Diagnostics;
using FlowBuilder.Storage.Backups;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

/// <summary>Fifty that save at once, beside readers and a backup.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ManyWritersTests : IDisposable
{
    private const int Writers = 50;

    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestCase(100)]
    [TestCase(20_000, Explicit = true, Reason = "a million writes take minutes")]
    public async Task Nobody_is_told_that_the_database_is_locked(int savesEach)
    {
        await using var host = new StorageHost(_folder);
        using var stop = new CancellationTokenSource();
        var flow = KilledFlow.At(1) with { Description = "" };
        var flows = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => host.Flows.CreateAsync(flow, CancellationToken.None).AsTask()));
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var reads = 0;
            for (; !stop.IsCancellationRequested; reads++) await host.Flows.ListAsync(CancellationToken.None);
            return reads;
        })).ToList();
        var watch = Stopwatch.StartNew();
        var writers = flows.Select(stored => Task.Run(async () =>
        {
            for (var i = 0; i < savesEach; i++) stored = (await host.Flows.SaveAsync(stored.Id, flow, stored.Revision, CancellationToken.None))!;
            return stored.Revision;
        })).ToList();
        var backup = host.Get<BackupStore>().MakeAsync(target: null, withKeys: false, CancellationToken.None);

        Assert.That(await Task.WhenAll(writers), Is.All.EqualTo(savesEach + 1), "none failed");
        watch.Stop();
        await stop.CancelAsync();
        var reads = (await Task.WhenAll(readers)).Sum();
        Assert.That((await backup).Bytes, Is.Positive);

        await TestContext.Out.WriteLineAsync($"{Writers} writers, {Writers * savesEach:N0} saves in {watch.Elapsed.TotalSeconds:0.0} s ({Writers * savesEach / watch.Elapsed.TotalSeconds:N0}/s), {reads:N0} lists read and a backup made meanwhile; none refused");
    }
}
