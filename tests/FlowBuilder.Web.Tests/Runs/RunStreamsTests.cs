using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Http;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

[Parallelizable(ParallelScope.All)]
public sealed class RunStreamsTests
{
    private const string Question = """{"inputs":{"question":"?"}}""";
    private const string Stream = "text/event-stream";

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_first_token_arrives_before_the_model_has_finished(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        var gate = new FakeGate();
        model.Reply(FakeReply.Of("Hel").Wait(gate).Text("lo"));

        using var answer = await client.RunAsync(await program.StoreAsync(Drawings.Ask, cancellationToken), Question, cancellationToken, Stream);
        var texts = new List<string>();
        var types = new List<string>();
        await foreach (var item in answer.ReadEventsAsync(cancellationToken))
        {
            types.Add(item.EventType);
            if (item.EventType != "node.delta" || Data(item).GetProperty("node").GetString() != "answer") continue;
            texts.Add(Data(item).GetProperty("text").GetString()!);

            // Only what has come through all three nodes lets the model go on.
            gate.Open();
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(texts[0], Is.EqualTo("Hel"));
            Assert.That(string.Concat(texts), Is.EqualTo("Hello"));
            Assert.That(types[0], Is.EqualTo("run.started"));
            Assert.That(types[^1], Is.EqualTo("run.completed"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Events_are_numbered_without_gaps_and_carry_their_number_and_type(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        using var answer = await client.RunAsync(await program.StoreAsync(Drawings.Echo, cancellationToken), Question, cancellationToken, Stream);
        var items = await answer.ReadEventsAsync(cancellationToken).ToListAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(items.Select(item => item.EventId), Is.EqualTo(Enumerable.Range(1, items.Count).Select(Text)));
            Assert.That(items.Select(item => Data(item).GetProperty("seq").GetInt64()), Is.EqualTo(Enumerable.Range(1, items.Count)));
            Assert.That(items.Select(item => Data(item).GetProperty("type").GetString()), Is.EqualTo(items.Select(item => item.EventType)));
            Assert.That(items.Select(item => Data(item).GetProperty("time").GetDateTimeOffset().Offset), Has.All.EqualTo(TimeSpan.Zero));
            Assert.That(answer.Headers.GetValues("FlowBuilder-Run").Single(), Is.EqualTo(Data(items[0]).GetProperty("runId").GetString()));
            Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Only_the_results_are_sent_to_those_who_want_no_more(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        model.Reply(FakeReply.Of("Hel", "lo"));

        using var answer = await client.RunAsync(
            await program.StoreAsync(Drawings.Ask, cancellationToken), Question, cancellationToken, Stream, "?events=output");
        var items = await answer.ReadEventsAsync(cancellationToken).ToListAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(items.Select(item => item.EventType).Distinct(), Is.EqualTo(new[] { "node.delta", "node.output", "run.completed" }));
            Assert.That(items.SkipLast(1).Select(item => Data(item).GetProperty("node").GetString()), Has.All.EqualTo("answer"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_failed_run_ends_its_stream_with_what_went_wrong(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        model.Reply(FakeReply.Fail(401, "Incorrect API key provided: fbcanary-key."));

        using var answer = await client.RunAsync(await program.StoreAsync(Drawings.Ask, cancellationToken), Question, cancellationToken, Stream);
        var items = await answer.ReadEventsAsync(cancellationToken).ToListAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(items[^1].EventType, Is.EqualTo("run.failed"));
            Assert.That(Data(items[^1]).GetProperty("node").GetString(), Is.EqualTo("model"));
            Assert.That(Data(items[^1]).GetProperty("fault").GetProperty("text").GetProperty("ko").GetString(), Is.Not.Empty);
            Assert.That(items.Select(item => item.Data), Has.None.Contains("fbcanary"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_refused_run_answers_with_a_problem_and_not_with_a_stream(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        using var answer = await client.RunAsync(await program.StoreAsync(Drawings.Echo, cancellationToken), "{}", cancellationToken, Stream);

        Assert.That((await answer.ProblemAsync(422, cancellationToken)).Code(), Is.EqualTo("run.bad-inputs"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-27")]
    public async Task A_reader_that_comes_back_misses_nothing_and_hears_nothing_twice(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        var gate = new FakeGate();
        model.Reply(FakeReply.Of("one").Wait(gate).Text(" two"));

        var seen = new List<string>();
        string? runId = null;
        using (var first = await client.RunAsync(await program.StoreAsync(Drawings.Ask, cancellationToken), Question, cancellationToken, Stream))
        {
            await foreach (var item in first.ReadEventsAsync(cancellationToken))
            {
                seen.Add(item.EventId!);
                runId ??= Data(item).GetProperty("runId").GetString();
                if (item.EventType == "node.delta") break;
            }
        }

        gate.Open();
        using var again = await EventsAsync(client, runId!, cancellationToken, seen[^1]);
        var rest = await again.ReadEventsAsync(cancellationToken).ToListAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(seen.Concat(rest.Select(item => item.EventId)), Is.EqualTo(Enumerable.Range(1, seen.Count + rest.Count).Select(Text)));
            Assert.That(rest[^1].EventType, Is.EqualTo("run.completed"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_ended_run_can_be_read_again_from_any_number(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var json = await (await client.RunAsync(await program.StoreAsync(Drawings.Echo, cancellationToken), Question, cancellationToken)).JsonAsync(cancellationToken);
        var runId = json.GetProperty("runId").GetString()!;

        using var whole = await EventsAsync(client, runId, cancellationToken);
        var all = await whole.ReadEventsAsync(cancellationToken).Select(item => item.Data).ToListAsync(cancellationToken);
        using var part = await EventsAsync(client, runId, cancellationToken, "3");
        var rest = await part.ReadEventsAsync(cancellationToken).Select(item => item.Data).ToListAsync(cancellationToken);
        using var nothing = await EventsAsync(client, runId, cancellationToken, Text(all.Count));
        using var beyond = await EventsAsync(client, runId, cancellationToken, "99999999999999");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(all, Has.Count.GreaterThan(4));
            Assert.That(rest, Is.EqualTo(all.Skip(3)));
            Assert.That((int)nothing.StatusCode, Is.EqualTo(204));
            Assert.That((int)beyond.StatusCode, Is.EqualTo(204));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_ended_run_gives_its_results_alone_too(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var json = await (await client.RunAsync(await program.StoreAsync(Drawings.Echo, cancellationToken), Question, cancellationToken)).JsonAsync(cancellationToken);

        using var answer = await client.GetAsync($"api/v1/runs/{json.GetProperty("runId").GetString()}/events?events=output", cancellationToken);
        var items = await answer.ReadEventsAsync(cancellationToken).ToListAsync(cancellationToken);

        Assert.That(items.Select(item => item.EventType), Is.EqualTo(new[] { "node.delta", "node.output", "run.completed" }).Or.EqualTo(new[] { "node.output", "run.completed" }));
    }

    [TestCase("none", null, "", 404, "run.not-found")]
    [TestCase("none", "x", "", 400, "request.bad-event-id")]
    [TestCase("none", "-1", "", 400, "request.bad-event-id")]
    [TestCase("none", null, "?events=some", 400, "request.bad-query")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_stream_that_cannot_be_given_is_refused(
        string runId, string? lastEventId, string query, int status, string code, CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();

        using var answer = await EventsAsync(client, runId, cancellationToken, lastEventId, query);

        Assert.That((await answer.ProblemAsync(status, cancellationToken)).Code(), Is.EqualTo(code));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_quiet_line_is_kept_open_by_a_comment_every_fifteen_seconds(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram(time: time);
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        var gate = new FakeGate();
        model.Reply(FakeReply.Of("Hel").Wait(gate).Text("lo"));

        using var answer = await client.RunAsync(await program.StoreAsync(Drawings.Ask, cancellationToken), Question, cancellationToken, Stream);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (!(await reader.ReadLineAsync(cancellationToken))!.Contains("\"text\":\"Hel\"", StringComparison.Ordinal))
        {
        }

        await time.WaitForTimerAsync(due => due == TimeSpan.FromSeconds(15), cancellationToken);
        time.Advance(TimeSpan.FromSeconds(15));
        string? line;
        do line = await reader.ReadLineAsync(cancellationToken);
        while (line is not null && !line.StartsWith(':'));
        gate.Open();

        Assert.That(line, Is.EqualTo(":"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-30")]
    public async Task A_reader_that_reads_nothing_does_not_hold_up_the_run(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        var piece = new string('x', 4000);
        model.Reply(FakeReply.Of([.. Enumerable.Repeat(piece, 1500)]));

        // Some 18 MB of events, far more than all buffers between the two hold.
        using var idle = await client.RunAsync(await program.StoreAsync(Drawings.Ask, cancellationToken), Question, cancellationToken, Stream);
        var runId = idle.Headers.GetValues("FlowBuilder-Run").Single();
        using var other = await EventsAsync(client, runId, cancellationToken, query: "?events=output");
        var last = await other.ReadEventsAsync(cancellationToken).LastAsync(cancellationToken);
        var run = await (await client.GetAsync($"api/v1/runs/{runId}", cancellationToken)).JsonAsync(cancellationToken);

        // And when it reads at last, it still gets everything.
        var late = await idle.ReadEventsAsync(cancellationToken).Select(item => item.EventId).ToListAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(last.EventType, Is.EqualTo("run.completed"));
            Assert.That(run.GetProperty("status").GetString(), Is.EqualTo("completed"));
            Assert.That(late, Is.EqualTo(Enumerable.Range(1, (int)run.GetProperty("lastSeq").GetInt64()).Select(Text)));
        }
    }

    private static async Task<HttpResponseMessage> EventsAsync(
        HttpClient client, string runId, CancellationToken cancellationToken, string? lastEventId = null, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/runs/{runId}/events{query}");
        if (lastEventId is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static JsonElement Data(SseItem<string> item) => JsonElement.Parse(Encoding.UTF8.GetBytes(item.Data));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
