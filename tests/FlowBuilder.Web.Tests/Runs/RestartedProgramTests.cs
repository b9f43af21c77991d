using System.Collections.Concurrent;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

/// <summary>What carries runs is the program itself: stopped and killed under two hundred of them, and short of memory.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RestartedProgramTests : IDisposable
{
    private const int Runs = 200;

    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-restarted-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test, CancelAfter(8 * TestTimeouts.Default)]
    [Hazard("REL-34")]
    public async Task Rel34_all_of_200_runs_end_once_though_the_program_is_stopped_and_killed_under_them(CancellationToken cancellationToken)
    {
        await using var models = await FakeOpenAiServer.StartNewAsync();
        var flow = "";
        var runs = new ConcurrentBag<string>();
        foreach (var isKilled in (bool[])[false, true])
        {
            // Half of what each program is asked has been answered when it ends.
            var (gate, asked) = (new FakeGate(), 0);
            models.Otherwise = _ => Interlocked.Increment(ref asked) % 2 == 0 ? FakeReply.Of("an ", "answer") : FakeReply.Of("an ").Wait(gate).Text("answer");
            await using var program = await WholeProgram.StartAsync(_folder, cancellationToken, new Dictionary<string, string> { ["Limits:StopTime"] = "00:00:01" });
            if (flow.Length == 0)
            {
                await program.Client.ConnectAsync(models, cancellationToken);
                flow = await program.Client.StoreAsync(Drawings.Ask, cancellationToken);
            }

            await Parallel.ForAsync(0, Runs / 2, cancellationToken, async (i, stop) => runs.Add(await program.Client.BeginRunAsync(flow, $"{i}", stop)));
            if (isKilled) await program.KillAsync();
            else await program.TellToStopAsync(cancellationToken);
            await program.ExitAsync(cancellationToken);
            gate.Open();
        }

        models.Otherwise = _ => FakeReply.Of("an ", "answer");
        await using var last = await WholeProgram.StartAsync(_folder, cancellationToken);
        var ended = await Task.WhenAll(runs.Select(run => last.Client.EndedRunAsync(run, cancellationToken)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(runs.Distinct().Count(), Is.EqualTo(Runs));
            Assert.That(ended.CountBy(run => run.Text("status")), Is.EqualTo(new[] { KeyValuePair.Create("completed", Runs) }));
            Assert.That(ended.Select(run => run.GetProperty("outputs").Text("answer")), Is.All.EqualTo("an answer"));
            Assert.That(models.Requests, Has.Count.InRange(Runs + 1, 2 * Runs), "each once, and once more where it was under way at an end");
        }
    }

    [Test, CancelAfter(8 * TestTimeouts.Default)]
    [Hazard("REL-41")]
    public async Task Rel41_short_of_memory_the_program_refuses_runs_at_once_and_answers_all_else(CancellationToken cancellationToken)
    {
        string flow;
        await using (var plenty = await WholeProgram.StartAsync(_folder, cancellationToken))
        {
            flow = await plenty.Client.StoreAsync(Drawings.Echo, cancellationToken);
        }

        await using (var small = await WholeProgram.StartAsync(_folder, cancellationToken, new Dictionary<string, string> { ["Limits:MemoryShare"] = "0.0001" }))
        {
            var asked = Enumerable.Range(0, Runs).Select(i => small.Client.AskForRunAsync(flow, $"{i}", cancellationToken)).ToList();
            using var read = await small.Client.GetAsync($"api/v1/flows/{flow}", cancellationToken);
            var saved = await small.Client.StoreAsync(Drawings.Chat, cancellationToken);

            Assert.That((int)read.StatusCode, Is.EqualTo(200));
            Assert.That(saved, Is.Not.Empty);
            foreach (var answer in await Task.WhenAll(asked))
            {
                using (answer)
                {
                    Assert.That((await answer.ProblemAsync(503, cancellationToken)).Code(), Is.EqualTo("host.busy-memory"));
                    Assert.That(answer.Headers.RetryAfter, Is.Not.Null);
                }
            }
        }

        await using var again = await WholeProgram.StartAsync(_folder, cancellationToken);
        var run = await again.Client.BeginRunAsync(flow, "now?", cancellationToken);
        Assert.That((await again.Client.EndedRunAsync(run, cancellationToken)).Text("status"), Is.EqualTo("completed"));
        using var listed = await again.Client.GetAsync($"api/v1/runs?flowId={flow}", cancellationToken);
        Assert.That((await listed.JsonAsync(cancellationToken)).GetArrayLength(), Is.EqualTo(1), "what was refused was not begun");
    }
}
