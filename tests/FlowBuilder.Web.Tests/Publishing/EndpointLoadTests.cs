using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Publishing;

// Alone, because it counts memory and fills the machine.
[NonParallelizable]
public sealed class EndpointLoadTests
{
    private const int Calls = 10_000;
    private const int Warm = 1_000;
    private const int AtOnce = 64;

    // Pools and caches grow and shrink now and then, a leak grows with every call: it shows in each part of the calls, so the middle one tells.
    private const int Parts = 3;

    private const double MostBytesKeptPerCall = 128;

    [Test, CancelAfter(300_000)]
    public async Task Many_calls_at_once_all_get_their_answer_keep_to_the_split_and_leave_nothing_behind(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var flow = await program.PublishAsync(client, Two("one"), "load", cancellationToken);
        await program.RedrawAsync(client, flow, Two("two"), cancellationToken);
        await client.PublishAsync(flow, "load", cancellationToken);
        using var routed = await client.PutAsJsonAsync("api/v1/endpoints/load/traffic", new Dictionary<string, int> { ["1"] = 70, ["2"] = 30 }, cancellationToken);
        routed.EnsureSuccessStatusCode();
        var key = await client.MakeKeyAsync(cancellationToken);
        var versions = new int[Calls];
        var wrong = new ConcurrentQueue<string>();
        var clock = Stopwatch.StartNew();

        await CallAllAsync(0, Warm);
        var memory = new List<long> { await InUseAsync(program, cancellationToken) };
        for (var part = 0; part < Parts; part++)
        {
            await CallAllAsync(Warm + ((Calls - Warm) * part / Parts), Warm + ((Calls - Warm) * (part + 1) / Parts));
            memory.Add(await InUseAsync(program, cancellationToken));
        }

        var share = 100.0 * versions.Count(version => version == 1) / Calls;
        var kept = memory.Zip(memory.Skip(1), (before, after) => (after - before) / ((Calls - Warm) / (double)Parts)).ToList();
        await TestContext.Out.WriteLineAsync(
            $"{Calls} calls in {clock.Elapsed.TotalSeconds:0} s; version 1 answered {share:0.0} %; in use after {Warm} calls {memory[0] / 1048576.0:0.0} MiB, "
            + $"after all {memory[^1] / 1048576.0:0.0} MiB; bytes kept of each call, by part: {string.Join(", ", kept.Select(bytes => $"{bytes:0}"))}.");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wrong, Is.Empty);
            Assert.That(versions, Has.All.EqualTo(1).Or.EqualTo(2));
            Assert.That(share, Is.EqualTo(70).Within(2));
            Assert.That(kept.Order().ElementAt(Parts / 2), Is.LessThan(MostBytesKeptPerCall));
        }

        async Task CallAllAsync(int from, int to) => await Parallel.ForAsync(
            from,
            to,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (number, cancelled) =>
            {
                var body = JsonSerializer.Serialize(new { inputs = new { question = $"{number}" }, session = $"session-{number}" });
                using var call = await client.CallAsync("load", body, key, cancelled);
                var text = await call.Content.ReadAsStringAsync(cancelled);
                var output = call.IsSuccessStatusCode ? JsonElement.Parse(text).GetProperty("outputs").EnumerateObject().Single() : default;
                if (!call.IsSuccessStatusCode || output.Value.GetString() != $"{number}") wrong.Enqueue(text);
                else versions[number] = output.Name == "one" ? 1 : 2;
            });
    }

    // What can still be reached, in this process: program and callers. Runs that are being put away are not counted as kept.
    private static async Task<long> InUseAsync(TestProgram program, CancellationToken cancellationToken)
    {
        var runs = program.Services.GetRequiredService<RunHost>();
        await runs.AllArchivedAsync(cancellationToken);
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static string Two(string name) => $$"""
        question: input.text {"name":"question"}
        answer: output.text {"name":"{{name}}"}
        question.text -> answer.value
        """;
}
