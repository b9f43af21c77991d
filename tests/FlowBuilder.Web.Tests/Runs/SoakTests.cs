using System.Diagnostics;
using System.Globalization;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

/// <summary>The whole program under twenty visitors who run, read, lose the line, edit and cancel without a break: nothing of what they do stays with it.</summary>
/// <remarks>With FLOWBUILDER_SOAK_MINUTES the four hours can be made shorter.</remarks>
// Alone, because what it holds is counted.
[NonParallelizable]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SoakTests : IDisposable
{
    private const int Visitors = 20;

    // Below what the runtime takes for large, and kept several times by a run that is not let go of.
    private const int QuestionLetters = 30_000;

    private const int MoreHandles = 40;
    private const int MoreThreads = 30;
    private const double MoreMegabytes = 128;

    // So many runs that are not let go of take more than that: each has some 200 KB, and a connection or two.
    private const int LeastRuns = 1500;

    // Filled by the first runs; otherwise it grows for as long as flows are edited, to a size that is bounded and large.
    private static readonly Dictionary<string, string> SmallCache = new() { ["Limits:CacheBytesPerFlow"] = "1048576" };

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(int.Parse(Environment.GetEnvironmentVariable("FLOWBUILDER_SOAK_MINUTES") ?? "240", CultureInfo.InvariantCulture));

    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-soak-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test, CancelAfter(10 * TestTimeouts.Default)]
    [Hazard("REL-46")]
    public async Task Rel46_what_the_program_holds_after_some_hundreds_of_runs_is_what_it_held_before_them(CancellationToken cancellationToken)
    {
        await using var models = await ModelsAsync(TimeSpan.FromMilliseconds(50));
        await using var program = await StartAsync(models, cancellationToken);
        var visitors = Enumerable.Range(0, Visitors).Select(_ => new SoakVisitor(program.Client, new string('a', QuestionLetters))).ToList();
        var warm = Stopwatch.StartNew();
        await WorkAsync(visitors, () => warm.Elapsed > TimeSpan.FromSeconds(10), cancellationToken);
        var before = program.Levels();

        var (runs, since) = (RunsOf(visitors), Stopwatch.StartNew());
        await WorkAsync(visitors, () => since.Elapsed > TimeSpan.FromSeconds(25) && RunsOf(visitors) - runs >= LeastRuns, cancellationToken);
        var loaded = program.Levels();
        var after = await SettledAsync(program, before, cancellationToken);

        await TestContext.Out.WriteLineAsync($"after {runs} runs: {before}; after {RunsOf(visitors) - runs} more: {loaded}; at rest: {after}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Handles, Is.LessThan(before.Handles + MoreHandles));
            Assert.That(after.Threads, Is.LessThan(before.Threads + MoreThreads));
            Assert.That(after.Megabytes, Is.LessThan(before.Megabytes + MoreMegabytes));
        }
    }

    [Test, Explicit("takes four hours"), CancelAfter(600 * TestTimeouts.Default)]
    public async Task Rel46_memory_handles_and_threads_are_flat_over_four_hours(CancellationToken cancellationToken)
    {
        await using var models = await ModelsAsync(TimeSpan.FromSeconds(1));
        await using var program = await StartAsync(models, cancellationToken);
        var visitors = Enumerable.Range(0, Visitors).Select(_ => new SoakVisitor(program.Client, "how?")).ToList();
        var since = Stopwatch.StartNew();
        var work = WorkAsync(visitors, () => since.Elapsed > Long, cancellationToken);
        var samples = new List<(double Hours, ProcessLevels Levels)>();
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(Long / 240, cancellationToken));
            if (since.Elapsed > Long / 4 && !work.IsCompleted) samples.Add((since.Elapsed.TotalHours, program.Levels()));
        }

        await work;
        var (megabytes, handles, threads) = (Slope(samples, now => now.Megabytes), Slope(samples, now => now.Handles), Slope(samples, now => now.Threads));
        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{RunsOf(visitors)} runs; after the first quarter {samples[0].Levels}, at the end {samples[^1].Levels}; an hour: {megabytes:0.00} MB, {handles:0.0} handles, {threads:0.0} threads"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(megabytes, Is.LessThan(1));
            Assert.That(handles, Is.LessThan(2));
            Assert.That(threads, Is.LessThan(1));
        }
    }

    private async Task<WholeProgram> StartAsync(FakeOpenAiServer models, CancellationToken cancellationToken)
    {
        // What is garbage is collected soon, so that memory in use says what is held.
        var program = await WholeProgram.StartAsync(_folder, cancellationToken, SmallCache, "env", "DOTNET_GCgen0size=1000000");
        await program.Client.ConnectAsync(models, cancellationToken);
        return program;
    }

    // Writes, waits and writes on, so that there is a midst in which to leave and to cancel.
    private static async Task<FakeOpenAiServer> ModelsAsync(TimeSpan wait)
    {
        var models = await FakeOpenAiServer.StartNewAsync();
        models.KeepsRequests = false;
        models.Otherwise = _ => Slow(wait);
        return models;
    }

    private static FakeReply Slow(TimeSpan wait)
    {
        var gate = new FakeGate();
        _ = OpenAsync(gate, wait);
        return FakeReply.Of("one ", "two ").Wait(gate).Text("three ", "four");
    }

    private static async Task OpenAsync(FakeGate gate, TimeSpan wait)
    {
        await gate.Reached;
        await Task.Delay(wait);
        gate.Open();
    }

    private static Task WorkAsync(List<SoakVisitor> visitors, Func<bool> isTimeToStop, CancellationToken cancellationToken) =>
        Task.WhenAll(visitors.Select(visitor => visitor.WorkAsync(isTimeToStop, cancellationToken)));

    private static int RunsOf(List<SoakVisitor> visitors) => visitors.Sum(visitor => visitor.Runs);

    // The memory of what was let go of comes back with the next collections, which a little work brings about.
    private static async Task<ProcessLevels> SettledAsync(WholeProgram program, ProcessLevels before, CancellationToken cancellationToken)
    {
        var best = program.Levels();
        for (var since = Stopwatch.StartNew(); since.Elapsed < TestTimeouts.Long && !IsNear(best, before);)
        {
            for (var i = 0; i < 20; i++) (await program.Client.GetAsync("api/v1/runs?limit=100", cancellationToken)).Dispose();
            await Task.Delay(500, cancellationToken);
            var now = program.Levels();
            best = new ProcessLevels(Math.Min(best.Handles, now.Handles), Math.Min(best.Threads, now.Threads), Math.Min(best.Megabytes, now.Megabytes));
        }

        return best;
    }

    private static bool IsNear(ProcessLevels now, ProcessLevels before) =>
        now.Handles < before.Handles + MoreHandles && now.Threads < before.Threads + MoreThreads && now.Megabytes < before.Megabytes + (MoreMegabytes / 2);

    // By least squares.
    private static double Slope(List<(double Hours, ProcessLevels Levels)> samples, Func<ProcessLevels, double> valueOf)
    {
        var (x, y) = (samples.Average(sample => sample.Hours), samples.Average(sample => valueOf(sample.Levels)));
        return samples.Sum(sample => (sample.Hours - x) * (valueOf(sample.Levels) - y)) / samples.Sum(sample => (sample.Hours - x) * (sample.Hours - x));
    }
}
