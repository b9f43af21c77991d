using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

/// <summary>Runs that wait for a person, over HTTP.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class WaitingRunsTests
{
    private const string Flow = """
        draft: input.text {"name":"draft"}
        ask: human.approval {"message":"May it go out?"}
        sent: output.text {"name":"sent"}
        kept: output.text {"name":"kept"}
        why: output.text {"name":"why"}
        draft.text -> ask.value
        ask.approved -> sent.value
        ask.rejected -> kept.value
        ask.comment -> why.value
        """;

    private TestProgram _program = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _program = new TestProgram();
        _client = _program.Client();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
    }

    [TestCase("\"approve\"", "sent")]
    [TestCase("true", "sent")]
    [TestCase("\"reject\"", "kept")]
    [TestCase("false", "kept")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Run_answers_202_while_it_waits_and_goes_on_with_the_decision(string decision, string output, CancellationToken cancellationToken)
    {
        var runId = await WaitingAsync(cancellationToken);
        var waiting = await GetAsync($"api/v1/runs/{runId}", cancellationToken);

        using var resumed = await _client.PostTextAsync(
            $"api/v1/runs/{runId}/resume", $$"""{ "nodeId": "ask", "decision": {{decision}}, "comment": "so" }""", cancellationToken);
        await EndedAsync(runId, cancellationToken);
        var ended = await GetAsync($"api/v1/runs/{runId}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(waiting.GetProperty("status").GetString(), Is.EqualTo("waiting"));
            Assert.That(waiting.GetProperty("nodeId").GetString(), Is.EqualTo("ask"));
            Assert.That(waiting.GetProperty("questions")[0].GetProperty("details").GetString(), Is.EqualTo("Dear Kim"));
            Assert.That((int)resumed.StatusCode, Is.EqualTo(202));
            Assert.That(ended.GetProperty("status").GetString(), Is.EqualTo("completed"));
            Assert.That(ended.GetProperty("outputs").GetProperty(output).GetString(), Is.EqualTo("Dear Kim"));
            Assert.That(ended.GetProperty("outputs").GetProperty("why").GetString(), Is.EqualTo("so"));
            Assert.That(ended.GetProperty("questions").GetArrayLength(), Is.Zero);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Waiting_runs_are_listed_with_what_they_ask_until_they_are_answered(CancellationToken cancellationToken)
    {
        var runId = await WaitingAsync(cancellationToken);

        var before = await WaitingItemAsync(runId, cancellationToken);
        (await _client.PostTextAsync($"api/v1/runs/{runId}/resume", """{ "nodeId": "ask", "decision": "reject" }""", cancellationToken)).Dispose();
        var after = await WaitingItemAsync(runId, cancellationToken);

        Assert.That(before?.GetProperty("flowName").GetString(), Is.Not.Null);
        Assert.That(before?.GetProperty("questions")[0].GetProperty("text").GetString(), Is.EqualTo("May it go out?"));
        Assert.That(after, Is.Null);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Second_answer_is_refused_and_changes_nothing(CancellationToken cancellationToken)
    {
        var runId = await WaitingAsync(cancellationToken);
        (await _client.PostTextAsync($"api/v1/runs/{runId}/resume", """{ "nodeId": "ask", "decision": "approve" }""", cancellationToken)).Dispose();

        using var second = await _client.PostTextAsync($"api/v1/runs/{runId}/resume", """{ "nodeId": "ask", "decision": "reject" }""", cancellationToken);
        await EndedAsync(runId, cancellationToken);

        Assert.That((await second.ProblemAsync(409, cancellationToken)).Code(), Is.EqualTo("run.not-waiting"));
        Assert.That((await GetAsync($"api/v1/runs/{runId}", cancellationToken)).GetProperty("outputs").TryGetProperty("sent", out _), Is.True);
    }

    [TestCase("""{ "nodeId": "ask", "decision": "perhaps" }""", 422, "answer.decision")]
    [TestCase("""{ "nodeId": "other", "decision": "approve" }""", 409, "run.not-waiting")]
    [TestCase("""{ "nodeId": "ask", "decision": "approve", "questionId": "ask#9" }""", 409, "run.not-waiting")]
    [TestCase("""{ "nodeId": "ask", "decision": "approve", "values": { "amount": 1 } }""", 422, "answer.field")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Answer_that_fits_no_question_is_refused_and_the_run_waits_on(string body, int status, string code, CancellationToken cancellationToken)
    {
        var runId = await WaitingAsync(cancellationToken);

        using var answer = await _client.PostTextAsync($"api/v1/runs/{runId}/resume", body, cancellationToken);

        Assert.That((await answer.ProblemAsync(status, cancellationToken)).Code(), Is.EqualTo(code));
        Assert.That((await GetAsync($"api/v1/runs/{runId}", cancellationToken)).GetProperty("status").GetString(), Is.EqualTo("waiting"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Run_that_waits_is_cancelled_like_any_other(CancellationToken cancellationToken)
    {
        var runId = await WaitingAsync(cancellationToken);

        (await _client.PostTextAsync($"api/v1/runs/{runId}/cancel", "{}", cancellationToken)).Dispose();
        await EndedAsync(runId, cancellationToken);

        Assert.That((await GetAsync($"api/v1/runs/{runId}", cancellationToken)).GetProperty("status").GetString(), Is.EqualTo("cancelled"));
        Assert.That(await WaitingItemAsync(runId, cancellationToken), Is.Null);
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("REL-45")]
    public async Task REL_45_two_hundred_runs_that_are_answered_at_once_all_go_on_and_end(CancellationToken cancellationToken)
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => WaitingAsync(cancellationToken)));

        var answers = await Task.WhenAll(runs.Select(async run =>
        {
            using var answer = await _client.PostTextAsync($"api/v1/runs/{run}/resume", """{ "nodeId": "ask", "decision": "approve" }""", cancellationToken);
            return (int)answer.StatusCode;
        }));
        await Task.WhenAll(runs.Select(run => EndedAsync(run, cancellationToken)));
        var ended = await Task.WhenAll(runs.Select(run => GetAsync($"api/v1/runs/{run}", cancellationToken)));

        Assert.That(answers, Has.All.EqualTo(202));
        Assert.That(ended.Select(run => run.GetProperty("outputs").GetProperty("sent").GetString()), Has.All.EqualTo("Dear Kim"));
    }

    private async Task<string> WaitingAsync(CancellationToken cancellationToken)
    {
        var flow = await _program.StoreAsync(Flow, cancellationToken);
        using var answer = await _client.RunAsync(flow, """{ "inputs": { "draft": "Dear Kim" } }""", cancellationToken);
        var json = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(cancellationToken));
        Assert.That(((int)answer.StatusCode, json.GetProperty("status").GetString()), Is.EqualTo((202, "waiting")));
        return json.GetProperty("runId").GetString()!;
    }

    // The stream of a run ends with it.
    private async Task EndedAsync(string runId, CancellationToken cancellationToken) =>
        await _client.GetStringAsync($"api/v1/runs/{runId}/events", cancellationToken);

    private async Task<JsonElement?> WaitingItemAsync(string runId, CancellationToken cancellationToken)
    {
        var items = (await GetAsync("api/v1/waiting", cancellationToken)).EnumerateArray();
        return items.Where(item => item.GetProperty("runId").GetString() == runId).Select(item => (JsonElement?)item).SingleOrDefault();
    }

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync(path, cancellationToken);
        return await answer.JsonAsync(cancellationToken);
    }
}
