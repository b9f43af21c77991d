using System.Diagnostics;
using System.Globalization;
using FlowBuilder.Storage;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Web.Tests.Knowledge;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Storage;

/// <summary>The whole program, killed again and again while eight clients save, publish, upload and run.</summary>
/// <remarks>With FLOWBUILDER_KILL_CYCLES the number of kills can be set.</remarks>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KillTests : IDisposable
{
    private const int Clients = 8;
    private const int LongestMs = 300;

    private static readonly int Few = int.Parse(Environment.GetEnvironmentVariable("FLOWBUILDER_KILL_CYCLES") ?? "4", CultureInfo.InvariantCulture);

    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-kills-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test, CancelAfter(60 * TestTimeouts.Default)]
    [Hazard("REL-1")]
    public Task Rel1_nothing_acknowledged_is_lost_when_the_program_is_killed(CancellationToken cancellationToken) => KillAsync(Few, cancellationToken);

    [Test, Explicit("takes a quarter of an hour"), CancelAfter(120 * TestTimeouts.Default)]
    public Task Rel1_nothing_acknowledged_is_lost_in_200_kills(CancellationToken cancellationToken) => KillAsync(200, cancellationToken);

    private async Task KillAsync(int cycles, CancellationToken cancellationToken)
    {
        var random = new Random(TestContext.CurrentContext.Random.Next());
        var clients = Enumerable.Range(0, Clients).Select(number => new KilledClient(number, "kb")).ToList();
        var slowest = TimeSpan.Zero;
        for (var cycle = 0; cycle <= cycles; cycle++)
        {
            var start = Stopwatch.StartNew();
            await using var program = await WholeProgram.StartAsync(_folder, cancellationToken, new Dictionary<string, string> { ["Logging:LogLevel:Default"] = "Information" });
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, start.Elapsed.Ticks));
            var client = program.Client;
            if (cycle == 0) await client.MakeBaseAsync("kb", new { splitting = new { method = "recursive", size = 200 } }, cancellationToken);
            foreach (var worker in clients) await worker.CheckAsync(client, all: cycle == cycles, cancellationToken);
            Assert.That(FullCheck.Run(_folder), Is.Empty, $"the database after kill {cycle}");
            if (cycle == cycles) break;

            // Half of the kills meet a program that has just started, the others one that is hard at work.
            var work = clients.Select(worker => worker.WorkAsync(client, cancellationToken)).ToList();
            if (cycle % 2 == 0) await Task.WhenAll(clients.Select(worker => worker.Busy)).WaitAsync(cancellationToken);
            await Task.Delay(random.Next(LongestMs), cancellationToken);
            await program.KillAsync();
            await Task.WhenAll(work);
        }

        await TestContext.Out.WriteLineAsync(
            $"{cycles} kills: {clients.Sum(worker => worker.Saves)} saves, {clients.Sum(worker => worker.Versions)} versions, {clients.Sum(worker => worker.Documents)} documents and {clients.Sum(worker => worker.Runs)} runs acknowledged; none of the saves, versions and documents lost, no half flow, the database whole each time; slowest start {slowest.TotalSeconds:0.0} s");
        Assert.That(clients.Select(worker => worker.Saves), Is.All.Positive);
        Assert.That(clients.Sum(worker => worker.Documents), Is.Positive);
    }
}
