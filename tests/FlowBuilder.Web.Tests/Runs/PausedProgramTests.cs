using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

/// <summary>The program as a process that its machine stops for a while, and that goes on later as if nothing had been.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PausedProgramTests : IDisposable
{
    private const int Runs = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-paused-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestCase(3)]
    [TestCase(90, Explicit = true, Reason = "takes two minutes")]
    [CancelAfter(10 * TestTimeouts.Default)]
    [Hazard("REL-7")]
    public async Task Rel7_a_program_that_was_stopped_for_a_while_ends_each_of_its_runs_once_and_no_other_takes_its_data_meanwhile(int seconds)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("A process is stopped and goes on by signals.");
        var cancellationToken = TestContext.CurrentContext.CancellationToken;
        await using var models = await FakeOpenAiServer.StartNewAsync();
        var gate = new FakeGate();
        models.Otherwise = _ => FakeReply.Of("one ").Wait(gate).Text("two ", "three");
        await using var program = await WholeProgram.StartAsync(_folder, cancellationToken);
        await program.Client.ConnectAsync(models, cancellationToken);
        var flow = await program.Client.StoreAsync(Drawings.Ask, cancellationToken);
        var runs = new List<string>();
        for (var i = 0; i < Runs; i++) runs.Add(await program.Client.BeginRunAsync(flow, $"{i}", cancellationToken));
        var begun = runs.ConvertAll(_ => new TaskCompletionSource());
        var readers = runs.Select((run, index) => ReadAsync(program.Client, run, begun[index], cancellationToken)).ToList();
        await Task.WhenAll(begun.Select(reader => reader.Task)).WaitAsync(cancellationToken);

        await program.PauseAsync(cancellationToken);
        var second = await WholeProgram.RefusalAsync(_folder, cancellationToken);
        gate.Open();
        await Task.Delay(TimeSpan.FromSeconds(seconds), cancellationToken);
        await program.GoOnAsync(cancellationToken);
        var heard = await Task.WhenAll(readers);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.ExitCode, Is.Not.Zero);
            Assert.That(second.Errors, Does.Contain("Another FlowBuilder server is using the data folder"));
            Assert.That(models.Requests, Has.Count.EqualTo(Runs), "no model is asked twice");
        }

        foreach (var (run, events) in runs.Zip(heard))
        {
            var ended = await program.Client.FindRunAsync(run, cancellationToken);
            var again = await program.Client.RunEventsAsync(run, 0, cancellationToken).ToListAsync(cancellationToken);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(ended.Text("status"), Is.EqualTo("completed"));
                Assert.That(ended.GetProperty("outputs").Text("answer"), Is.EqualTo("one two three"));
                Assert.That(events.Select(next => next.Seq()), Is.EqualTo(Enumerable.Range(1, events.Count).Select(seq => (long)seq)), "no gap, nothing twice");
                Assert.That(events.Count(next => next.IsFinal()), Is.EqualTo(1));
                Assert.That(again.Select(next => next.GetRawText()), Is.EqualTo(events.Select(next => next.GetRawText())), "what was heard is what was kept");
            }
        }
    }

    // Half of them have come back once already, as browsers do whose line broke.
    private static async Task<List<JsonElement>> ReadAsync(HttpClient client, string run, TaskCompletionSource begun, CancellationToken cancellationToken)
    {
        var events = new List<JsonElement>();
        if (run[^1] % 2 == 0)
        {
            await foreach (var next in client.RunEventsAsync(run, 0, cancellationToken))
            {
                events.Add(next);
                if (next.Text("type") == "node.delta") break;
            }

            begun.TrySetResult();
        }

        await foreach (var next in client.RunEventsAsync(run, events.Count, cancellationToken))
        {
            events.Add(next);
            if (events.Exists(earlier => earlier.Text("type") == "node.delta")) begun.TrySetResult();
        }

        return events;
    }
}
