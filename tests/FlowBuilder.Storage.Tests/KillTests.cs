using System.Diagnostics;
using System.Globalization;
using Dapper;
using FlowBuilder.Storage.Tests.Support;

namespace FlowBuilder.Storage.Tests;

/// <summary>A server that is killed while eight clients save.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KillTests : IDisposable
{
    private readonly DataFolderOnDisk _folder = new();
    private readonly Dictionary<string, long> _revisions = [];
    private readonly HashSet<string> _runs = [];

    public void Dispose() => _folder.Dispose();

    [TestCase(10)]
    [TestCase(200, Explicit = true, Reason = "takes minutes")]
    public async Task Nothing_acknowledged_is_lost_when_the_server_is_killed(int cycles)
    {
        for (var cycle = 0; cycle < cycles; cycle++)
        {
            // The first cycles kill during the very first start; the others anywhere in the first writes.
            var linesUntilKill = cycle < 2 ? 1 + cycle : new Random(cycle).Next(1, 500);
            var before = _runs.ToHashSet();
            await SaveUntilKilledAsync(linesUntilKill);
            await CheckAsync(cycle, cycle == cycles - 1 ? _runs : _runs.Except(before));
        }

        await TestContext.Out.WriteLineAsync($"{cycles} kills, {_revisions.Values.Sum()} acknowledged saves, {_runs.Count} runs, none lost");
        Assert.That(_runs, Is.Not.Empty);
    }

    private async Task SaveUntilKilledAsync(int lines)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using var server = Process.Start(new ProcessStartInfo(dotnet, ["exec", typeof(KillTests).Assembly.Location, _folder.Path])
        {
            RedirectStandardOutput = true,
        })!;
        // What was said before the kill and is read after it counts as well.
        for (var read = 0; await server.StandardOutput.ReadLineAsync() is { } line; read++)
        {
            if (read == lines) server.Kill();
            Note(line.Split(' '));
        }

        await server.WaitForExitAsync();
        Assert.That(server.ExitCode, Is.Not.Zero, "it was killed");
    }

    // The last line may have been cut by the kill; a shorter number is then no claim.
    private void Note(string[] words)
    {
        if (words is ["run", { Length: > 13 } id] && _revisions.ContainsKey(id[..12])) _runs.Add(id);
        if (words is ["flow", { Length: 12 } flow, var revision]) _revisions[flow] = Math.Max(_revisions.GetValueOrDefault(flow), long.Parse(revision, CultureInfo.InvariantCulture));
    }

    private async Task CheckAsync(int cycle, IEnumerable<string> runs)
    {
        await using var host = new StorageHost(_folder);
        foreach (var (id, acknowledged) in _revisions)
        {
            var stored = await host.Flows.FindAsync(id, CancellationToken.None);
            Assert.That(stored, Is.Not.Null, $"flow {id} after kill {cycle}");
            // One save per writer may have been stored without its acknowledgement having been heard.
            Assert.That(stored!.Revision, Is.InRange(acknowledged, acknowledged + 1), $"flow {id} after kill {cycle}");
            Assert.That(stored.Flow.IsWholeAt(stored.Revision), Is.True, $"flow {id} after kill {cycle}");
        }

        foreach (var summary in await host.Flows.ListAsync(CancellationToken.None))
            Assert.That((await host.Flows.FindAsync(summary.Id, CancellationToken.None))!.Flow.IsWholeAt(summary.Revision), Is.True);
        foreach (var run in runs)
            Assert.That(await host.Runs.ReadAllAsync(run), Has.Count.EqualTo(RunSamples.EveryType().Count), $"run {run} after kill {cycle}");
        await using var connection = _folder.Connect();
        Assert.That(connection.Query<string>("PRAGMA integrity_check"), Is.EqualTo(new[] { "ok" }));
        Assert.That(connection.Query("PRAGMA foreign_key_check"), Is.Empty);
    }
}
