using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Http;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

/// <summary>The program as it is started by people, killed and told to stop while it runs flows.</summary>
public sealed class RunKillTests
{
    private const int Models = 5;

    private static readonly string Chain = $$"""
        question: input.text {"name":"question"}
        {{string.Join("\n", Enumerable.Range(1, Models).Select(i => $$$"""m{{{i}}}: model.chat {"connection":"fake","model":"fake-model","system":"step {{{i}}}"}"""))}}
        answer: output.text {"name":"answer"}
        question.text -> m1.prompt
        {{string.Join("\n", Enumerable.Range(1, Models - 1).Select(i => $"m{i}.text -> m{i + 1}.prompt"))}}
        m{{Models}}.text -> answer.value
        """;

    private const string Asking = """
        draft: input.text {"name":"draft"}
        ask: human.approval {"message":"May it go out?"}
        sent: output.text {"name":"sent"}
        draft.text -> ask.value
        ask.approved -> sent.value
        """;

    private const string Overflowing = """
        question: input.text {"name":"question"}
        model: model.chat {"connection":"fake","model":"fake-model"}
        crash: test.overflow
        answer: output.text {"name":"answer"}
        question.text -> model.prompt
        model.text -> crash.text
        crash.text -> answer.value
        """;

    private const string Talking = """
        message: input.chat {"name":"message"}
        model: model.chat {"connection":"fake","model":"fake-model"}
        reply: output.chat
        message.text -> model.prompt
        model.text -> reply.value
        """;

    private readonly ConcurrentDictionary<string, int> _calls = new();
    private DirectoryInfo _folder = null!;
    private FakeOpenAiServer _models = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("flowbuilder-kill-");
        _models = await FakeOpenAiServer.StartNewAsync();
        _calls.Clear();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _models.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // A start of the whole program for each node, on machines that may be busy.
    [Test, CancelAfter(8 * TestTimeouts.Default)]
    [Hazard("REL-2")]
    public async Task REL_2_run_goes_on_after_every_kill_and_asks_no_model_twice_that_had_answered(CancellationToken cancellationToken)
    {
        var underWay = new TaskCompletionSource<int>();
        var gates = Enumerable.Range(0, Models + 1).Select(_ => new FakeGate()).ToArray();
        var killed = 0;
        _models.Otherwise = request =>
        {
            var step = StepOf(request);
            var call = _calls.AddOrUpdate($"m{step}", 1, (_, count) => count + 1);

            // The first time each node is asked, it begins to answer and gets no further before the program is killed.
            return call == 1 && step == killed + 1
                ? FakeReply.Of("half ").Wait(gates[step])
                : FakeReply.Of($"answer {step}");
        };

        var runId = "";
        long seen = 0;
        var events = new List<string>();
        for (; killed < Models; killed++)
        {
            await using var program = await WholeProgram.StartAsync(_folder.FullName, cancellationToken);
            if (killed == 0)
            {
                await ConnectAsync(program.Client, cancellationToken);
                runId = await StartRunAsync(program.Client, Chain, new { question = "why?" }, cancellationToken);
            }

            seen = await ReadAsync(program.Client, runId, seen, events, line => line.Contains("node.delta", StringComparison.Ordinal) && line.Contains("half", StringComparison.Ordinal), cancellationToken);
            await program.KillAsync();
            gates[killed + 1].Open();
        }

        await using var last = await WholeProgram.StartAsync(_folder.FullName, cancellationToken);
        seen = await ReadAsync(last.Client, runId, seen, events, _ => false, cancellationToken);
        var ended = await last.Client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{runId}", cancellationToken);
        var whole = new List<string>();
        await ReadAsync(last.Client, runId, 0, whole, _ => false, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.GetProperty("status").GetString(), Is.EqualTo("completed"));
            Assert.That(ended.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo($"answer {Models}"));

            // Each was under way at one kill: asked then, and once more.
            Assert.That(_calls, Is.EquivalentTo(Enumerable.Range(1, Models).Select(i => KeyValuePair.Create($"m{i}", 2))));
            Assert.That(events.Select(SeqOf), Is.EqualTo(Enumerable.Range(1, events.Count).Select(seq => (long)seq)), "no gap, nothing twice");
            Assert.That(events, Is.EqualTo(whole), "what was seen of each life is what was kept");
            Assert.That(seen, Is.EqualTo(events.Count));
        }
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    public async Task Question_waits_through_a_kill_and_its_answer_through_the_next(CancellationToken cancellationToken)
    {
        string runId;
        JsonElement asked;
        await using (var first = await WholeProgram.StartAsync(_folder.FullName, cancellationToken))
        {
            runId = await StartRunAsync(first.Client, Asking, new { draft = "Dear Kim" }, cancellationToken);
            asked = await WaitingAsync(first.Client, runId, cancellationToken);
            await first.KillAsync();
        }

        JsonElement waiting;
        await using (var second = await WholeProgram.StartAsync(_folder.FullName, cancellationToken))
        {
            waiting = await WaitingAsync(second.Client, runId, cancellationToken);
            using var answered = await second.Client.PostTextAsync(
                $"api/v1/runs/{runId}/resume", """{ "nodeId": "ask", "decision": "approve" }""", cancellationToken);
            Assert.That((int)answered.StatusCode, Is.EqualTo(202));
            await second.KillAsync();
        }

        await using var last = await WholeProgram.StartAsync(_folder.FullName, cancellationToken);
        await ReadAsync(last.Client, runId, 0, [], _ => false, cancellationToken);
        var ended = await last.Client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{runId}", cancellationToken);

        Assert.That(waiting.GetProperty("questions").GetRawText(), Is.EqualTo(asked.GetProperty("questions").GetRawText()));
        Assert.That(ended.GetProperty("outputs").GetProperty("sent").GetString(), Is.EqualTo("Dear Kim"));
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-31")]
    public async Task REL_31_key_starts_one_run_however_often_it_is_sent_and_across_a_kill(CancellationToken cancellationToken)
    {
        var gate = new FakeGate();
        _models.Otherwise = _ => FakeReply.Of("half").Wait(gate);
        var runs = new List<string>();
        string flowId;
        await using (var first = await WholeProgram.StartAsync(_folder.FullName, cancellationToken))
        {
            await ConnectAsync(first.Client, cancellationToken);
            flowId = await first.Client.StoreAsync(Chain, cancellationToken);
            runs.AddRange(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StartStoredAsync(first.Client, flowId, new { question = "why?" }, cancellationToken, key: "once"))));
            await first.KillAsync();
        }

        gate.Open();
        await using var second = await WholeProgram.StartAsync(_folder.FullName, cancellationToken);
        runs.AddRange(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => StartStoredAsync(second.Client, flowId, new { question = "why?" }, cancellationToken, key: "once"))));
        await ReadAsync(second.Client, runs[0], 0, [], _ => false, cancellationToken);
        var listed = await second.Client.GetFromJsonAsync<JsonElement>($"api/v1/runs?flowId={flowId}", cancellationToken);

        Assert.That(runs.Distinct().Count(), Is.EqualTo(1));
        Assert.That(listed.GetArrayLength(), Is.EqualTo(1));
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-6")]
    public async Task REL_6_program_that_is_told_to_stop_refuses_new_runs_leaves_those_under_way_and_goes_on_with_them(CancellationToken cancellationToken)
    {
        const int Streams = 50;
        var gate = new FakeGate();
        _models.Otherwise = _ => FakeReply.Of("half").Wait(gate);
        var runs = new List<string>();
        await using (var first = await WholeProgram.StartAsync(_folder.FullName, cancellationToken, new Dictionary<string, string> { ["Limits:StopTime"] = "00:00:03" }))
        {
            await ConnectAsync(first.Client, cancellationToken);
            var flowId = await first.Client.StoreAsync(Chain, cancellationToken);
            for (var i = 0; i < Streams; i++) runs.Add(await StartStoredAsync(first.Client, flowId, new { question = $"{i}" }, cancellationToken));
            var readers = runs.ConvertAll(run => ReadAsync(first.Client, run, 0, [], _ => false, cancellationToken));
            await _models.WaitForRequestAsync(Streams, cancellationToken);

            await first.TellToStopAsync(cancellationToken);
            var refused = await RefusalAsync(first.Client, flowId, cancellationToken);
            var code = await first.ExitAsync(cancellationToken);
            await Task.WhenAll(readers);

            Assert.That(refused, Is.EqualTo("host.stopping"));
            Assert.That(code, Is.Zero);
        }

        gate.Open();
        await using var second = await WholeProgram.StartAsync(_folder.FullName, cancellationToken);
        foreach (var run in runs)
        {
            await ReadAsync(second.Client, run, 0, [], _ => false, cancellationToken);
            var ended = await second.Client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{run}", cancellationToken);
            Assert.That(ended.GetProperty("status").GetString(), Is.EqualTo("completed"));
        }
    }

    [Test, CancelAfter(8 * TestTimeouts.Default)]
    [Hazard("REL-5")]
    public async Task REL_5_run_that_ends_the_program_each_time_is_given_up_after_three_ends_and_the_program_stays(CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string> { ["Nodes:Folder"] = CrashingNodes() };
        var gate = new FakeGate();
        _models.Otherwise = _ => FakeReply.Of("a").Wait(gate);
        string runId;
        var codes = new List<int>();
        await using (var first = await WholeProgram.StartAsync(_folder.FullName, cancellationToken, settings))
        {
            await ConnectAsync(first.Client, cancellationToken);
            runId = await StartRunAsync(first.Client, Overflowing, new { question = "why?" }, cancellationToken);
            gate.Open();
            codes.Add(await first.ExitAsync(cancellationToken));
            Assert.That(first.Errors, Does.Contain("Stack overflow"));
        }

        while (codes.Count < RunsToContinue.MostDeaths) codes.Add((await WholeProgram.RefusalAsync(_folder.FullName, cancellationToken, settings)).ExitCode);
        await using var last = await WholeProgram.StartAsync(_folder.FullName, cancellationToken, settings);
        await ReadAsync(last.Client, runId, 0, [], _ => false, cancellationToken);
        var ended = await last.Client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{runId}", cancellationToken);
        var next = await StartRunAsync(last.Client, Chain, new { question = "and now?" }, cancellationToken);
        await ReadAsync(last.Client, next, 0, [], _ => false, cancellationToken);
        var other = await last.Client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{next}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(codes, Has.All.Not.Zero);
            Assert.That(ended.GetProperty("status").GetString(), Is.EqualTo("failed"));
            Assert.That(ended.GetProperty("fault").GetProperty("code").GetString(), Is.EqualTo("run.quarantined"));
            Assert.That(other.GetProperty("status").GetString(), Is.EqualTo("completed"));
            Assert.That(_models.Requests, Has.Count.EqualTo(1 + Models), "what had answered before the first end is not asked again");
        }
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-2")]
    public async Task REL_2_chat_turn_is_answered_after_a_kill_and_the_next_one_too(CancellationToken cancellationToken)
    {
        var gate = new FakeGate();
        _models.Otherwise = _ => _calls.AddOrUpdate("model", 1, (_, count) => count + 1) == 1 ? FakeReply.Of("half ").Wait(gate) : FakeReply.Of("whole");
        List<(string Type, JsonElement Data)> before;
        await using (var first = await WholeProgram.StartAsync(_folder.FullName, cancellationToken))
        {
            await ConnectAsync(first.Client, cancellationToken);
            await first.Client.PublishAsync(await first.Client.StoreAsync(Talking, cancellationToken), "talk", cancellationToken);
            await first.Client.ChangeEndpointAsync("talk", new { isPublic = true }, cancellationToken);
            before = await TalkAsync(first.Client, HttpMethod.Post, "", new { message = "Hello?", session = "s" }, "text", cancellationToken);
            await first.KillAsync();
        }

        gate.Open();
        await using var second = await WholeProgram.StartAsync(_folder.FullName, cancellationToken);
        var again = await TalkAsync(second.Client, HttpMethod.Get, $"/{before[0].Data.GetProperty("run").GetString()}", null, "end", cancellationToken);
        var next = await TalkAsync(second.Client, HttpMethod.Post, "", new { message = "And now?", session = "s" }, "end", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(before[^1].Data.GetProperty("text").GetString(), Is.EqualTo("half "));
            Assert.That(again[^1].Data.GetProperty("state").GetString(), Is.EqualTo("answered"));
            Assert.That(again[^1].Data.GetProperty("answer").GetString(), Is.EqualTo("whole"), "and not what broke off");
            Assert.That(next[^1].Data.GetProperty("state").GetString(), Is.EqualTo("answered"));
            Assert.That(_calls["model"], Is.EqualTo(3));
        }
    }

    // Reads to the first event of a type.
    private static async Task<List<(string Type, JsonElement Data)>> TalkAsync(
        HttpClient client, HttpMethod method, string path, object? body, string last, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"api/v1/endpoints/talk/chat{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var told = new List<(string Type, JsonElement Data)>();
        await foreach (var item in answer.ReadEventsAsync(cancellationToken))
        {
            if (item.Data.Length == 0) continue;
            told.Add(PublishedChats.Read(item));
            if (item.EventType == last) break;
        }

        return told;
    }

    private string CrashingNodes()
    {
        const string Dll = "FlowBuilder.CrashingNodes.dll";
        var built = AppContext.BaseDirectory.Replace("FlowBuilder.Web.Tests", "FlowBuilder.CrashingNodes", StringComparison.Ordinal);
        var nodes = _folder.CreateSubdirectory("nodes");
        File.Copy(Path.Combine(built, Dll), Path.Combine(nodes.FullName, Dll));
        return nodes.FullName;
    }

    private static int StepOf(FakeRequest request)
    {
        var body = request.Body.GetRawText();
        return Enumerable.Range(1, Models).First(i => body.Contains($"step {i}", StringComparison.Ordinal));
    }

    private static long SeqOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("seq").GetInt64();

    private async Task ConnectAsync(HttpClient client, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync(
            "api/v1/connections",
            new { name = "fake", kind = "openai", baseUrl = _models.BaseUrl, apiKey = "key", models = new[] { "fake-model" }, limits = new { callsAtOnce = 100 } },
            cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<string> StartRunAsync(HttpClient client, string flow, object inputs, CancellationToken cancellationToken) =>
        await StartStoredAsync(client, await client.StoreAsync(flow, cancellationToken), inputs, cancellationToken);

    private static async Task<string> StartStoredAsync(HttpClient client, string flowId, object inputs, CancellationToken cancellationToken, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/flows/{flowId}/runs") { Content = JsonContent.Create(new { inputs }) };
        request.Headers.Add("Prefer", "respond-async");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(202), await answer.Content.ReadAsStringAsync(cancellationToken));
        return (await answer.JsonAsync(cancellationToken)).GetProperty("runId").GetString()!;
    }

    // Until it is refused: the signal takes a moment to arrive.
    private static async Task<string> RefusalAsync(HttpClient client, string flowId, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/flows/{flowId}/runs") { Content = JsonContent.Create(new { inputs = new { question = "late" } }) };
            request.Headers.Add("Prefer", "respond-async");
            using var answer = await client.SendAsync(request, cancellationToken);
            if ((int)answer.StatusCode == 503) return (await answer.JsonAsync(cancellationToken)).GetProperty("code").GetString()!;
        }
    }

    private static async Task<JsonElement> WaitingAsync(HttpClient client, string runId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var run = await client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{runId}", cancellationToken);
            if (run.GetProperty("status").GetString() == "waiting") return run;
            await Task.Delay(20, cancellationToken);
        }
    }

    // Reads on from the last number that was seen, as a browser does that comes back.
    private static async Task<long> ReadAsync(
        HttpClient client, string runId, long seen, List<string> events, Func<string, bool> isEnough, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"api/v1/runs/{runId}/events");
        if (seen > 0) request.Headers.Add("Last-Event-ID", $"{seen}");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await foreach (var item in answer.ReadEventsAsync(cancellationToken))
        {
            if (item.Data.Length == 0) continue;
            events.Add(item.Data);
            seen = SeqOf(item.Data);
            if (isEnough(item.Data)) break;
        }

        return seen;
    }
}
