using System.Text.Json;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Runs;

[Parallelizable(ParallelScope.All)]
public sealed class RunAnswersTests : OneProgram
{
    private string _echo = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _echo = await Program.StoreAsync(Drawings.Echo, CancellationToken.None);
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_answers_with_its_outputs(CancellationToken cancellationToken)
    {
        using var answer = await Client.RunAsync(_echo, """{"inputs":{"question":"보증 기간은?"},"session":"s1"}""", cancellationToken);
        var json = await answer.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(json.GetProperty("status").GetString(), Is.EqualTo("completed"));
            Assert.That(json.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("보증 기간은?"));
            Assert.That(json.GetProperty("usage").GetProperty("inputTokens").GetInt64(), Is.Zero);
            Assert.That(json.GetProperty("usage").GetProperty("outputTokens").GetInt64(), Is.Zero);
            Assert.That(json.GetProperty("durationMs").GetDouble(), Is.GreaterThan(0));
            Assert.That(json.GetProperty("runId").GetString(), Is.Not.Empty);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_through_a_model_counts_its_tokens(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        model.Reply(FakeReply.Of("Twelve", " months.").Usage(30, 5));

        using var answer = await client.RunAsync(await program.StoreAsync(Drawings.Ask, cancellationToken), """{"inputs":{"question":"?"}}""", cancellationToken);
        var json = await answer.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("Twelve months."));
            Assert.That(json.GetProperty("usage").GetProperty("inputTokens").GetInt64(), Is.EqualTo(30));
            Assert.That(json.GetProperty("usage").GetProperty("outputTokens").GetInt64(), Is.EqualTo(5));
            Assert.That(json.GetProperty("usage").TryGetProperty("cost", out _), Is.False, "the price of this model is not known");
        }
    }

    [TestCase("""{}""", "input.missing", "$.inputs.question")]
    [TestCase("""{"inputs":{"question":7}}""", "input.wrong-type", "$.inputs.question")]
    [TestCase("""{"inputs":{"question":"x","other":"y"}}""", "input.unknown", "$.inputs.other")]
    [TestCase("""{"inputs":{"question":"x"},"settings":{"none":{"a":1}}}""", "override.unknown-node", "$.settings.none")]
    [TestCase("""{"inputs":{"question":"x"},"settings":{"answer":{"none":1}}}""", "override.unknown-setting", "$.settings.answer.none")]
    [TestCase("""{"inputs":{"question":"x"},"from":"none"}""", "run.unknown-node", "$.from")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Inputs_that_do_not_fit_are_named(string body, string code, string path, CancellationToken cancellationToken)
    {
        using var answer = await Client.RunAsync(_echo, body, cancellationToken);
        var problem = await answer.ProblemAsync(422, cancellationToken);
        var found = problem.GetProperty("problems").EnumerateArray().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Code(), Is.EqualTo(code));
            Assert.That(found.GetProperty("path").GetString(), Is.EqualTo(path));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_missing_input_is_named_in_words(CancellationToken cancellationToken)
    {
        using var korean = Program.Client("ko");

        using var inEnglish = await Client.RunAsync(_echo, "{}", cancellationToken);
        using var inKorean = await korean.RunAsync(_echo, "{}", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((await inEnglish.ProblemAsync(422, cancellationToken)).GetProperty("detail").GetString(), Does.Contain("\"question\" is missing"));
            Assert.That((await inKorean.ProblemAsync(422, cancellationToken)).GetProperty("detail").GetString(), Does.Contain("\"question\"").And.Match("[가-힣]"));
        }
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("\"x\"")]
    [TestCase("{\"inputs\":{}} {}")]
    [TestCase("{\"inputs\":{},}")]
    [TestCase("{\"inputs\":{}, // comment\n}")]
    [TestCase("{\"inputs\":[]}")]
    [TestCase("{\"inputs\":{\"question\":\"a\",\"question\":\"b\"}}")]
    [TestCase("{\"inputs\":{},\"inputs\":{}}")]
    [TestCase("{\"Inputs\":{}}")]
    [TestCase("{\"flow\":{\"nodes\":[]}}")]
    [TestCase("{\"$type\":\"System.Diagnostics.Process\"}")]
    [TestCase("{\"session\":7}")]
    [TestCase("{\"settings\":{\"answer\":7}}")]
    [TestCase("{\"inputs\":{\"question\":\"\\ud800\"}}")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_request_that_cannot_be_read_is_refused(string body, CancellationToken cancellationToken)
    {
        using var answer = await Client.RunAsync(_echo, body, cancellationToken);

        Assert.That((await answer.ProblemAsync(400, cancellationToken)).Code(), Is.EqualTo("request.malformed"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_member_that_is_not_known_is_named(CancellationToken cancellationToken)
    {
        using var answer = await Client.RunAsync(_echo, """{"inputs":{},"tweaks":{}}""", cancellationToken);
        var problem = await answer.ProblemAsync(400, cancellationToken);

        Assert.That(problem.GetProperty("problems")[0].GetProperty("path").GetString(), Is.EqualTo("$.tweaks"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_unfinished_flow_does_not_run_and_says_why(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync("""
            a: input.text {"name":"a"}
            new: tomorrow.node {}
            answer: output.text {"name":"answer"}
            a.text -> answer.value
            """, cancellationToken);

        using var answer = await Client.RunAsync(id, """{"inputs":{"a":"x"}}""", cancellationToken);
        var problem = await answer.ProblemAsync(422, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code(), Is.EqualTo("run.refused"));
            Assert.That(problem.ProblemCodes(), Does.Contain("node.unknown-type"));
            Assert.That(problem.GetProperty("problems")[0].GetProperty("nodeId").GetString(), Is.EqualTo("new"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Settings_of_one_run_do_not_change_the_flow(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync("""
            a: input.text {"name":"a"}
            prompt: prompt.template {"template":"first {{a}}"}
            answer: output.text {"name":"answer"}
            a.text -> prompt.a
            prompt.text -> answer.value
            """, cancellationToken);

        var other = await (await Client.RunAsync(id, """{"inputs":{"a":"x"},"settings":{"prompt":{"template":"second {{a}}"}}}""", cancellationToken)).JsonAsync(cancellationToken);
        var own = await (await Client.RunAsync(id, """{"inputs":{"a":"x"}}""", cancellationToken)).JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(other.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("second x"));
            Assert.That(own.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("first x"));
        }
    }

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return new TestCaseData(FakeReply.Fail(401, "Incorrect API key provided: fbcanary-key."), 502).SetArgDisplayNames("wrong key");
        yield return new TestCaseData(FakeReply.Fail(400, "Bad request."), 422).SetArgDisplayNames("refused request");
        yield return new TestCaseData(FakeReply.Of("Half").Cut(), 502).SetArgDisplayNames("cut stream");
        yield return new TestCaseData(FakeReply.Of("Half").Raw("data: {nonsense\n\n"), 502).SetArgDisplayNames("garbage");
    }

    [TestCaseSource(nameof(Faults))]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_fault_of_the_call_to_a_model_is_told_with_run_and_node(FakeReply reply, int status, CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        model.Otherwise = _ => reply;

        using var answer = await client.RunAsync(await program.StoreAsync(Drawings.Ask, cancellationToken), """{"inputs":{"question":"?"}}""", cancellationToken);
        var problem = await answer.ProblemAsync(status, cancellationToken);
        var runId = problem.GetProperty("runId").GetString();
        var run = await (await client.GetAsync($"api/v1/runs/{runId}", cancellationToken)).JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.GetProperty("nodeId").GetString(), Is.EqualTo("model"));
            Assert.That(problem.GetProperty("problems")[0].GetProperty("path").GetString(), Is.EqualTo("$.nodes[2]"));
            Assert.That(problem.GetRawText(), Does.Not.Contain("fbcanary"));
            Assert.That(run.GetProperty("status").GetString(), Is.EqualTo("failed"));
            Assert.That(run.GetProperty("fault").Code(), Is.EqualTo(problem.Code()));
            Assert.That(run.GetRawText(), Does.Not.Contain("fbcanary"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_that_takes_too_long_is_a_gateway_timeout(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram(new() { ["Limits:RunTime"] = "00:00:00.3" });
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        model.Reply(new FakeReply().Silence());

        using var answer = await client.RunAsync(await program.StoreAsync(Drawings.Ask, cancellationToken), """{"inputs":{"question":"?"}}""", cancellationToken);

        Assert.That((await answer.ProblemAsync(504, cancellationToken)).Code(), Is.EqualTo("run.timeout"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flows_own_fault_is_unprocessable(CancellationToken cancellationToken)
    {
        var id = await Program.StoreAsync("""
            question: input.text {"name":"question"}
            model: model.chat {"connection":"none"}
            answer: output.text {"name":"answer"}
            question.text -> model.prompt
            model.text -> answer.value
            """, cancellationToken);

        using var answer = await Client.RunAsync(id, """{"inputs":{"question":"?"}}""", cancellationToken);
        var problem = await answer.ProblemAsync(422, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.GetProperty("nodeId").GetString(), Is.EqualTo("model"));
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain("none"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task More_runs_than_are_allowed_are_told_to_come_again(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram(new() { ["Limits:Runs"] = "1" });
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        var gate = new FakeGate();
        model.Reply(new FakeReply().Wait(gate).Text("done"));
        var id = await program.StoreAsync(Drawings.Ask, cancellationToken);

        using var first = await client.RunAsync(id, """{"inputs":{"question":"?"}}""", cancellationToken, headers: ("Prefer", "respond-async"));
        using var second = await client.RunAsync(id, """{"inputs":{"question":"?"}}""", cancellationToken);
        gate.Open();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)first.StatusCode, Is.EqualTo(202));
            Assert.That((await second.ProblemAsync(503, cancellationToken)).Code(), Is.EqualTo("host.busy"));
            Assert.That(second.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_caller_that_does_not_wait_is_told_where_to_look(CancellationToken cancellationToken)
    {
        using var answer = await Client.RunAsync(_echo, """{"inputs":{"question":"x"}}""", cancellationToken, headers: ("Prefer", "respond-async"));
        var accepted = await answer.JsonAsync(cancellationToken);
        JsonElement run;
        do run = await (await Client.GetAsync(answer.Headers.Location, cancellationToken)).JsonAsync(cancellationToken);
        while (run.GetProperty("status").GetString() == "running");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(202));
            Assert.That(answer.Headers.GetValues("Preference-Applied"), Is.EqualTo(new[] { "respond-async" }));
            Assert.That(run.GetProperty("runId").GetString(), Is.EqualTo(accepted.GetProperty("runId").GetString()));
            Assert.That(run.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("x"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-25")]
    public async Task A_caller_that_leaves_changes_nothing_about_the_run(CancellationToken cancellationToken)
    {
        await using var model = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        using var client = program.Client();
        await program.ConnectAsync(model, cancellationToken);
        var gate = new FakeGate();
        model.Reply(FakeReply.Of("before").Wait(gate).Text(" after"));
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var call = client.RunAsync(await program.StoreAsync(Drawings.Ask, cancellationToken), """{"inputs":{"question":"?"}}""", leaving.Token);
        await gate.Reached.WaitAsync(cancellationToken);

        await leaving.CancelAsync();
        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        gate.Open();
        JsonElement runs;
        do runs = await (await client.GetAsync("api/v1/runs", cancellationToken)).JsonAsync(cancellationToken);
        while (runs[0].GetProperty("status").GetString() == "running");
        var run = await (await client.GetAsync($"api/v1/runs/{runs[0].GetProperty("runId").GetString()}", cancellationToken)).JsonAsync(cancellationToken);

        Assert.That(run.GetProperty("outputs").GetProperty("answer").GetString(), Is.EqualTo("before after"));
    }
}
