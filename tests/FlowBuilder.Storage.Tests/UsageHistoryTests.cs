using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class UsageHistoryTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task The_latest_runs_of_a_flow_come_back_with_what_the_same_node_used()
    {
        await using (var host = new StorageHost(_folder))
        {
            for (var run = 1; run <= 5; run++) await SaveAsync(host, $"r{run}", "f1", new NodeUsage("model", "same", new TokenUsage(run, run * 2, run / 1000m)));
            await SaveAsync(host, "r6", "f1", new NodeUsage("model", "other", new TokenUsage(99, 99)), new NodeUsage("agent", "same", new TokenUsage(7, 7)));
            await SaveAsync(host, "r7", "f2", new NodeUsage("model", "same", new TokenUsage(98, 98)));
            await SaveAsync(host, "r8", null, new NodeUsage("model", "same", new TokenUsage(97, 97)));
        }

        await using var reopened = new StorageHost(_folder);
        var history = reopened.Get<IUsageHistory>();

        Assert.That(await LatestAsync(history, "f1", ("model", "same")), Is.EqualTo(new[]
        {
            new TokenUsage(5, 10, 0.005m), new TokenUsage(4, 8, 0.004m), new TokenUsage(3, 6, 0.003m),
        }));
        Assert.That(await LatestAsync(history, "f1", ("model", "other"), ("agent", "same")), Is.EqualTo(new[] { new TokenUsage(99, 99), new TokenUsage(7, 7) }));
        Assert.That(await LatestAsync(history, "f3", ("model", "same")), Is.Empty);
        Assert.That(await LatestAsync(history, "f1"), Is.Empty);
    }

    private static async Task SaveAsync(StorageHost host, string id, string? flow, params NodeUsage[] usage) =>
        await host.Runs.SaveAsync(RunSamples.Record(id) with { FlowId = flow, NodeUsage = usage }, [], CancellationToken.None);

    private static async Task<IEnumerable<TokenUsage>> LatestAsync(IUsageHistory history, string flow, params (string Node, string Print)[] nodes) =>
        (await history.LatestAsync(flow, nodes.ToDictionary(node => node.Node, node => node.Print), 3, CancellationToken.None)).Select(usage => usage.Usage);
}
