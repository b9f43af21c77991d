using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

[Parallelizable(ParallelScope.All)]
public sealed class RunHistoryTests
{
    private const string Question = """{"inputs":{"question":"?"},"session":"mine"}""";

    private FakeOpenAiServer _model = null!;
    private TestProgram _program = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _model = await FakeOpenAiServer.StartNewAsync();
        _program = new TestProgram();
        _client = _program.Client();
        await _program.ConnectAsync(_model, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
        await _model.DisposeAsync();
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Runs_are_listed_latest_first_and_by_what_is_asked(CancellationToken cancellationToken)
    {
        var flow = await _program.StoreAsync(Drawings.Echo, cancellationToken);
        var first = await EndedAsync(flow, """{"inputs":{"question":"1"}}""", cancellationToken);
        var second = await EndedAsync(flow, Question, cancellationToken);

        var all = await ListAsync($"flowId={flow}", cancellationToken);
        var session = await ListAsync($"flowId={flow}&session=mine", cancellationToken);
        var failed = await ListAsync($"flowId={flow}&status=failed", cancellationToken);
        var one = await ListAsync($"flowId={flow}&limit=1", cancellationToken);
        var before = await ListAsync($"flowId={flow}&before={Uri.EscapeDataString(all[0].GetProperty("startedAt").GetString()!)}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Ids(all), Is.EqualTo(new[] { second, first }));
            Assert.That(Ids(session), Is.EqualTo(new[] { second }));
            Assert.That(Ids(failed), Is.Empty);
            Assert.That(Ids(one), Is.EqualTo(new[] { second }));
            Assert.That(Ids(before), Is.EqualTo(new[] { first }));
            Assert.That(all[0].GetProperty("flowName").GetString(), Is.EqualTo("test"));
        }
    }

    [TestCase("status=none")]
    [TestCase("status=7")]
    [TestCase("limit=0")]
    [TestCase("limit=1001")]
    [TestCase("limit=x")]
    [TestCase("before=x")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_list_that_cannot_be_given_is_refused(string query, CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync($"api/v1/runs?{query}", cancellationToken);

        Assert.That((await answer.ProblemAsync(400, cancellationToken)).Code(), Is.EqualTo("request.bad-query"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_under_way_is_listed_and_shows_how_far_it_is(CancellationToken cancellationToken)
    {
        var gate = new FakeGate();
        _model.Otherwise = _ => FakeReply.Of("so far").Wait(gate);
        var flow = await _program.StoreAsync(Drawings.Ask, cancellationToken);
        using var started = await _client.RunAsync(flow, Question, cancellationToken, headers: ("Prefer", "respond-async"));
        await gate.Reached.WaitAsync(cancellationToken);

        var listed = await ListAsync($"flowId={flow}&status=running", cancellationToken);
        JsonElement run;
        do run = await GetAsync(started.Headers.Location!.OriginalString, cancellationToken);
        while (!run.GetProperty("nodes").GetProperty("answer").GetProperty("outputs").TryGetProperty("value", out _));
        gate.Open();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(listed.GetArrayLength(), Is.EqualTo(1));
            Assert.That(run.GetProperty("status").GetString(), Is.EqualTo("running"));
            Assert.That(run.GetProperty("nodes").GetProperty("prompt").GetProperty("status").GetString(), Is.EqualTo("completed"));
            Assert.That(run.GetProperty("nodes").GetProperty("answer").GetProperty("outputs").GetProperty("value").GetString(), Is.EqualTo("so far"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Stopping_a_run_reaches_the_provider_and_ends_the_waiting(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        model.Reply(FakeReply.Of("Hel").Silence());
        var flow = await program.StoreAsync(Drawings.Ask, cancellationToken);
        using var started = await client.RunAsync(flow, Question, cancellationToken, "text/event-stream");
        var runId = started.Headers.GetValues("FlowBuilder-Run").Single();
        var request = await model.WaitForRequestAsync(1, cancellationToken);

        using var cancelled = await client.PostAsync($"api/v1/runs/{runId}/cancel", null, cancellationToken);
        await request.Disconnected.WaitAsync(cancellationToken);
        var stream = await started.Content.ReadAsStringAsync(cancellationToken);
        using var again = await client.PostAsync($"api/v1/runs/{runId}/cancel", null, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)cancelled.StatusCode, Is.EqualTo(202));
            Assert.That(stream, Does.Contain("event: run.cancelled"));
            Assert.That((int)again.StatusCode, Is.EqualTo(200));
            Assert.That((await again.JsonAsync(cancellationToken)).GetProperty("status").GetString(), Is.EqualTo("cancelled"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_stopped_run_is_told_to_who_waits_for_its_result(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        model.Reply(new FakeReply().Silence());
        var waiting = client.RunAsync(await program.StoreAsync(Drawings.Ask, cancellationToken), Question, cancellationToken);
        await model.WaitForRequestAsync(1, cancellationToken);
        var runs = await (await client.GetAsync("api/v1/runs", cancellationToken)).JsonAsync(cancellationToken);

        using var cancelled = await client.PostAsync($"api/v1/runs/{runs[0].GetProperty("runId").GetString()}/cancel", null, cancellationToken);
        using var answer = await waiting;

        Assert.That((await answer.ProblemAsync(409, cancellationToken)).Code(), Is.EqualTo("run.cancelled"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Feedback_is_kept_with_the_run(CancellationToken cancellationToken)
    {
        var runId = await EndedAsync(await _program.StoreAsync(Drawings.Echo, cancellationToken), Question, cancellationToken);

        using var given = await _client.PostTextAsync($"api/v1/runs/{runId}/feedback", """{"score":-1,"comment":"틀렸습니다","nodeId":"answer"}""", cancellationToken);
        var feedback = (await GetAsync($"api/v1/runs/{runId}", cancellationToken)).GetProperty("feedback").EnumerateArray().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)given.StatusCode, Is.EqualTo(204));
            Assert.That(feedback.GetProperty("score").GetDouble(), Is.EqualTo(-1));
            Assert.That(feedback.GetProperty("comment").GetString(), Is.EqualTo("틀렸습니다"));
            Assert.That(feedback.GetProperty("nodeId").GetString(), Is.EqualTo("answer"));
        }
    }

    [TestCase("""{"score":1.01}""", 422, "feedback.invalid")]
    [TestCase("""{"score":-2}""", 422, "feedback.invalid")]
    [TestCase("""{}""", 400, "request.malformed")]
    [TestCase("""{"score":"good"}""", 400, "request.malformed")]
    [TestCase("""{"score":1e999}""", 422, "feedback.invalid")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Feedback_that_is_none_is_refused(string body, int status, string code, CancellationToken cancellationToken)
    {
        var runId = await EndedAsync(await _program.StoreAsync(Drawings.Echo, cancellationToken), Question, cancellationToken);

        using var answer = await _client.PostTextAsync($"api/v1/runs/{runId}/feedback", body, cancellationToken);

        Assert.That((await answer.ProblemAsync(status, cancellationToken)).Code(), Is.EqualTo(code));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_that_waits_for_nobody_is_not_resumed(CancellationToken cancellationToken)
    {
        var runId = await EndedAsync(await _program.StoreAsync(Drawings.Echo, cancellationToken), Question, cancellationToken);

        using var answer = await _client.PostTextAsync($"api/v1/runs/{runId}/resume", """{"nodeId":"answer","decision":"approve"}""", cancellationToken);

        Assert.That((await answer.ProblemAsync(409, cancellationToken)).Code(), Is.EqualTo("run.not-waiting"));
    }

    [TestCase("GET", "", "")]
    [TestCase("POST", "/cancel", "{}")]
    [TestCase("POST", "/resume", """{"nodeId":"a","decision":true}""")]
    [TestCase("POST", "/feedback", """{"score":1}""")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_run_that_is_not_there_is_not_found(string method, string path, string body, CancellationToken cancellationToken)
    {
        using var answer = method == "GET"
            ? await _client.GetAsync($"api/v1/runs/none{path}", cancellationToken)
            : await _client.PostTextAsync($"api/v1/runs/none{path}", body, cancellationToken);

        Assert.That((await answer.ProblemAsync(404, cancellationToken)).Code(), Is.EqualTo("run.not-found"));
    }

    private static IEnumerable<string?> Ids(JsonElement runs) => runs.EnumerateArray().Select(run => run.GetProperty("runId").GetString());

    private async Task<string> EndedAsync(string flow, string body, CancellationToken cancellationToken) =>
        (await (await _client.RunAsync(flow, body, cancellationToken)).JsonAsync(cancellationToken)).GetProperty("runId").GetString()!;

    private Task<JsonElement> ListAsync(string query, CancellationToken cancellationToken) => GetAsync($"api/v1/runs?{query}", cancellationToken);

    private async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync(path, cancellationToken);
        return await answer.JsonAsync(cancellationToken);
    }
}
