using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Scheduling;

/// <summary>Runs that take longer than anything is patient elsewhere.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LongRunTests
{
    private const int Minutes = 45;

    private const string Question = """{"inputs":{"question":"?"}}""";

    private static readonly Dictionary<string, string> Patient = new() { ["Limits:RunTime"] = "02:00:00", ["Limits:NodeTime"] = "02:00:00" };

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("REL-38")]
    public async Task Rel38_a_run_of_45_minutes_is_executed_once_whoever_looks_at_its_schedule_or_asks_again_with_its_key(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var stage = new ScheduleStage(Patient);
        await stage.ConnectAsync(model, cancellationToken);
        var flow = await stage.Program.PublishAsync(stage.Client, Drawings.Ask, "ask", cancellationToken);
        var gates = new[] { new FakeGate(), new FakeGate() };
        model.Reply([.. gates.Select(gate => FakeReply.Of("Slow").Wait(gate))]);
        var id = await stage.AddAsync("ask", new { cron = "0 9 5 1 *", timeZone = "UTC", inputs = new { question = "?" } }, cancellationToken);

        var background = await BeginAsync(stage.Client, flow, cancellationToken);
        await stage.PassAsync(TimeSpan.FromHours(1), cancellationToken);
        await Task.WhenAll(gates.Select(gate => gate.Reached)).WaitAsync(cancellationToken);
        var again = new List<string>();
        for (var minute = 1; minute <= Minutes; minute++)
        {
            // As after a start of the program, which takes up again what it finds claimed.
            if (minute % 10 == 0) stage.StartAnew();
            await stage.PassAsync(TimeSpan.FromMinutes(1), cancellationToken);
            if (minute % 15 == 0) again.Add(await BeginAsync(stage.Client, flow, cancellationToken));
        }

        var underWay = stage.Runs.LiveCount;
        foreach (var gate in gates) gate.Open();
        var came = (await stage.HistoryAsync("ask", id, cancellationToken)).Single();
        var scheduled = came.Text("runId");
        foreach (var run in (string[])[background, scheduled]) await stage.Runs.WhenArchivedAsync(run).WaitAsync(cancellationToken);
        for (var minute = 0; minute < Minutes; minute++) await stage.PassAsync(TimeSpan.FromMinutes(1), cancellationToken);
        var runs = await stage.Program.Services.GetRequiredService<IRunArchive>().ListAsync(new RunQuery(FlowId: flow), cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(underWay, Is.EqualTo(2));
            Assert.That(model.Requests, Has.Count.EqualTo(2), "each run asked once");
            Assert.That(again, Has.All.EqualTo(background));
            Assert.That(runs.Select(run => run.RunId), Is.EquivalentTo(new[] { background, scheduled }));
            Assert.That(runs.Select(run => run.DurationMs), Has.All.GreaterThanOrEqualTo(TimeSpan.FromMinutes(Minutes).TotalMilliseconds));
            Assert.That((came.Text("cause"), came.Text("outcome")), Is.EqualTo(("due", "started")));
            Assert.That(await stage.HistoryAsync("ask", id, cancellationToken), Has.Count.EqualTo(1));
        }

        foreach (var run in (string[])[background, scheduled])
        {
            var ended = await stage.Client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{run}", cancellationToken);
            Assert.That((ended.Text("status"), ended.GetProperty("outputs").Text("answer")), Is.EqualTo(("completed", "Slow")));
        }
    }

    private static async Task<string> BeginAsync(HttpClient client, string flow, CancellationToken cancellationToken)
    {
        using var answer = await client.RunAsync(flow, Question, cancellationToken, headers: [("Prefer", "respond-async"), ("Idempotency-Key", "long")]);
        Assert.That((int)answer.StatusCode, Is.EqualTo(202));
        return (await answer.JsonAsync(cancellationToken)).Text("runId");
    }
}
