using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Scheduling;
using FlowBuilder.Web.Tests.Knowledge;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Storage;

/// <summary>What is told to callers, and what goes on by itself, around a database that another program holds.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HeldDatabaseTests : IDisposable
{
    private const int FilesInTheMidst = 12;
    private const int ParagraphsInFile = 60;

    // Longer than the program tries to put a run away before it shows the run's end.
    private static readonly TimeSpan LongHold = TimeSpan.FromSeconds(16);

    private static readonly Dictionary<string, string> Impatient = new() { ["Storage:BusyTimeout"] = "00:00:01" };

    private readonly string _folder = Directory.CreateTempSubdirectory("flowbuilder-held-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-39")]
    public async Task Rel39_a_run_that_was_answered_with_202_is_found_at_once_however_long_its_start_took_to_be_stored(CancellationToken cancellationToken)
    {
        await using var program = await WholeProgram.StartAsync(_folder, cancellationToken);
        var client = program.Client;
        var flow = await client.StoreAsync(Drawings.Echo, cancellationToken);
        foreach (var milliseconds in (int[])[0, 500, 500, 500, 2000])
        {
            var held = await HeldDatabase.HoldAsync(_folder, cancellationToken);
            var runs = Enumerable.Range(0, 20).Select(number => BeginAndFindAsync(number)).ToList();
            await Task.Delay(milliseconds, cancellationToken);
            Assert.That(runs.Any(run => run.IsCompleted), Is.False, "nothing is acknowledged before it is stored");
            await held.DisposeAsync();
            Assert.That(await Task.WhenAll(runs), Is.Unique);
        }

        async Task<string> BeginAndFindAsync(int number)
        {
            var run = await client.BeginRunAsync(flow, $"{number}", cancellationToken);
            await client.FindRunAsync(run, cancellationToken);
            await client.EndedRunAsync(run, cancellationToken);
            return run;
        }
    }

    [Test, CancelAfter(8 * TestTimeouts.Default)]
    [Hazard("REL-42")]
    public async Task Rel42_while_another_holds_the_database_nothing_is_acknowledged_that_is_not_stored_and_all_goes_on_when_it_is_let_go(CancellationToken cancellationToken)
    {
        await using var models = await FakeOpenAiServer.StartNewAsync();
        var gate = new FakeGate();
        models.Otherwise = _ => FakeReply.Of("half ").Wait(gate).Text("whole");
        var (runs, documents) = (new List<string>(), new List<string>());
        string flow, quick;
        await using (var program = await WholeProgram.StartAsync(_folder, cancellationToken, Impatient))
        {
            var client = program.Client;
            await client.ConnectAsync(models, cancellationToken);
            (flow, quick) = (await client.StoreAsync(Drawings.Ask, cancellationToken), await client.StoreAsync(Drawings.Echo, cancellationToken));
            await client.MakeBaseAsync("kb", new { splitting = new { method = "recursive", size = 120, overlap = 0 } }, cancellationToken);
            for (var i = 0; i < 3; i++) runs.Add(await client.BeginRunAsync(flow, $"{i}", cancellationToken));
            await models.WaitForRequestAsync(runs.Count, cancellationToken);
            using var added = await client.AddFilesAsync(
                "kb", cancellationToken, [.. Enumerable.Range(0, FilesInTheMidst).Select(file => ($"file{file}.txt", Encoding.UTF8.GetBytes(TextOf(file))))]);
            documents.AddRange((await added.JsonAsync(cancellationToken)).GetProperty("documents").EnumerateArray().Select(document => document.Text("id")));

            await using (await HeldDatabase.HoldAsync(_folder, cancellationToken))
            {
                gate.Open();
                var since = Stopwatch.StartNew();
                do
                {
                    await RefusedAsync(await client.AskForRunAsync(quick, "?", cancellationToken), cancellationToken);
                    await RefusedAsync(await client.AddFilesAsync("kb", cancellationToken, ("late.txt", "late"u8.ToArray())), cancellationToken);
                    foreach (var run in runs) await client.FindRunAsync(run, cancellationToken);
                }
                while (since.Elapsed < LongHold);
            }

            // By themselves: nobody asks for any of them again.
            foreach (var run in runs) await EndedInWordsAsync(client, run, cancellationToken);
            await ReadyAsync(client, documents, cancellationToken);
            runs.Add(await client.BeginRunAsync(quick, "after", cancellationToken));
            using var after = await client.AddFilesAsync("kb", cancellationToken, ("after.txt", "after"u8.ToArray()));
            documents.Add((await after.JsonAsync(cancellationToken)).GetProperty("documents")[0].Text("id"));
            await program.KillAsync();
        }

        await using var next = await WholeProgram.StartAsync(_folder, cancellationToken, Impatient);
        foreach (var run in runs) await EndedInWordsAsync(next.Client, run, cancellationToken);
        await ReadyAsync(next.Client, documents, cancellationToken);
        var listed = await next.Client.GetFromJsonAsync<JsonElement>("api/v1/runs?limit=1000", cancellationToken);
        Assert.That(listed.EnumerateArray().Select(run => run.Text("runId")), Is.EquivalentTo(runs), "what was refused is not there");
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-42")]
    public async Task Rel42_a_schedules_time_that_comes_while_another_holds_the_database_is_run_once_when_it_is_let_go(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 8, 59, 30, TimeSpan.Zero));
        await using var program = new TestProgram(new() { ["Storage:BusyTimeout"] = "00:00:00.200" }, time, _folder);
        using var client = program.Client();
        await program.PublishAsync(client, Drawings.Echo, "echo", cancellationToken);
        var schedules = program.Services.GetRequiredService<IScheduleStore>();
        var inputs = new Dictionary<string, JsonElement> { ["question"] = JsonSerializer.SerializeToElement("?") };
        var added = await program.Services.GetRequiredService<ScheduleBook>().AddAsync("echo", new() { Cron = "0 9 * * *", TimeZone = "UTC", Inputs = inputs }, cancellationToken);
        await time.WaitForTimerAsync(wait => wait == TimeSpan.FromSeconds(30), cancellationToken);

        await using (await HeldDatabase.HoldAsync(_folder, cancellationToken))
        {
            // Long enough for several tries.
            for (var i = 0; i < 10; i++)
            {
                time.Advance(TimeSpan.FromSeconds(10));
                await Task.Delay(300, cancellationToken);
            }

            Assert.That(await schedules.ListRunsAsync(added.Id, 5, cancellationToken), Is.Empty);
        }

        IReadOnlyList<ScheduleRun> came;
        while ((came = await schedules.ListRunsAsync(added.Id, 5, cancellationToken)) is not [{ Outcome: ScheduleOutcome.Started }, ..])
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(100, cancellationToken);
        }

        await client.EndedRunAsync(came[0].RunId!, cancellationToken);
        for (var i = 0; i < 30; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(20, cancellationToken);
        }

        var runs = await program.Services.GetRequiredService<IRunArchive>().ListAsync(new RunQuery(Endpoint: "echo"), cancellationToken);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await schedules.ListRunsAsync(added.Id, 5, cancellationToken), Has.Count.EqualTo(1));
            Assert.That(came[0].DueAt, Is.EqualTo(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero)));
            Assert.That(runs.Select(run => run.RunId), Is.EqualTo(new[] { came[0].RunId }));
        }
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-42")]
    public async Task Rel42_a_document_in_the_midst_of_its_work_is_finished_when_the_database_is_let_go(CancellationToken cancellationToken)
    {
        var (time, embedded) = (new FakeTimeProvider(), new TaskCompletionSource());
        var embeddings = new HeldEmbeddings { HeldText = "apples", Until = embedded.Task };
        await using var program = new TestProgram(
            new() { ["Storage:BusyTimeout"] = "00:00:00.200" }, time, _folder, services: services => services.AddSingleton<IEmbeddingModels>(embeddings));
        using var client = program.Client();
        await client.MakeBaseAsync("kb", HeldEmbeddings.Settings, cancellationToken);
        await client.AddTextsAsync("kb", cancellationToken, ("slow", "apples"));
        await embeddings.Holding.Task.WaitAsync(cancellationToken);

        await using (await HeldDatabase.HoldAsync(_folder, cancellationToken))
        {
            embedded.SetResult();

            // Long enough for several tries to store what was embedded.
            for (var i = 0; i < 10; i++)
            {
                await Task.Delay(300, cancellationToken);
                time.Advance(TimeSpan.FromSeconds(10));
            }
        }

        string state;
        while ((state = (await client.DocumentAsync("kb", "slow", cancellationToken)).Text("state")) is not ("ready" or "failed"))
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(50, cancellationToken);
        }

        Assert.That(state, Is.EqualTo("ready"));
        Assert.That(await client.FoundAsync("kb", "apples", cancellationToken), Is.EqualTo(new[] { "slow" }));
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        Assert.That((await answer.ProblemAsync(503, cancellationToken)).Code(), Is.EqualTo("storage.busy"));
        Assert.That(answer.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
        answer.Dispose();
    }

    // A run that has something to write meanwhile is stopped rather than lost later.
    private static async Task EndedInWordsAsync(HttpClient client, string run, CancellationToken cancellationToken)
    {
        var ended = await client.EndedRunAsync(run, cancellationToken);
        if (ended.Text("status") == "completed") return;
        Assert.That((ended.Text("status"), ended.GetProperty("fault").Text("code")), Is.EqualTo(("failed", "run.not-kept")), ended.ToString());
        Assert.That(ended.GetProperty("fault").Text("message"), Is.Not.Empty);
    }

    private static async Task ReadyAsync(HttpClient client, List<string> documents, CancellationToken cancellationToken)
    {
        await client.IdleAsync("kb", cancellationToken);
        foreach (var id in documents)
        {
            var document = await client.DocumentAsync("kb", id, cancellationToken);
            Assert.That(document.Text("state"), Is.EqualTo("ready"), document.ToString());
        }
    }

    private static string TextOf(int file) => string.Join(
        "\n\n", Enumerable.Range(0, ParagraphsInFile).Select(paragraph => $"Paragraph {paragraph} of file {file} tells of nothing that matters here."));
}
