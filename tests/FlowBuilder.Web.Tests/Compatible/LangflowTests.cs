using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Compatible;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class LangflowTests
{
    private TestProgram _program = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _program = new TestProgram();
        await _program.PublishAsync("greet", Published.Greeting, CancellationToken.None);
        await _program.PublishAsync("open", Published.Greeting, CancellationToken.None);
        await _program.ChangeAsync("open", new { openSettings = new { prompt = new[] { "template" } } }, CancellationToken.None);
        _client = _program.Client();
        _client.DefaultRequestHeaders.Add("x-api-key", await _program.NewKeyAsync(CancellationToken.None));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_answer_is_where_clients_look_for_it(CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync(
            "api/v1/run/greet?stream=false",
            """{"input_value":"World","input_type":"chat","output_type":"chat","output_component":"","session_id":"s1","tweaks":{"prompt":null}}""",
            cancellationToken);
        var json = await answer.JsonAsync(cancellationToken);
        var first = json.GetProperty("outputs")[0];
        var output = first.GetProperty("outputs")[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(json.GetProperty("session_id").GetString(), Is.EqualTo("s1"));
            Assert.That(json.GetProperty("text").GetString(), Is.EqualTo("Hello World"));
            Assert.That(first.GetProperty("inputs").GetProperty("input_value").GetString(), Is.EqualTo("World"));
            Assert.That(output.GetProperty("results").GetProperty("message").GetProperty("text").GetString(), Is.EqualTo("Hello World"));
            Assert.That(output.GetProperty("results").GetProperty("message").GetProperty("sender").GetString(), Is.EqualTo("Machine"));
            Assert.That(output.GetProperty("outputs").GetProperty("message").GetProperty("message").GetString(), Is.EqualTo("Hello World"));
            Assert.That(output.GetProperty("messages")[0].GetProperty("message").GetString(), Is.EqualTo("Hello World"));
            Assert.That(output.GetProperty("component_id").GetString(), Is.EqualTo("answer"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_session_is_made_up_where_none_is_named(CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync("api/v1/run/greet", """{"input_value":"World"}""", cancellationToken);
        using var owner = _program.Client();
        var run = await (await owner.GetAsync($"api/v1/runs/{answer.Headers.GetValues("FlowBuilder-Run").Single()}", cancellationToken)).JsonAsync(cancellationToken);

        Assert.That((await answer.JsonAsync(cancellationToken)).GetProperty("session_id").GetString(), Is.Not.Empty.And.EqualTo(run.GetProperty("session").GetString()));
    }

    [TestCase("prompt")]
    [TestCase("Prompt")]
    [TestCase("prompt.template")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_tweak_reaches_an_open_setting_by_node_title_or_type(string name, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync(
            "api/v1/run/open", $$$$"""{"input_value":"World","tweaks":{"{{{{name}}}}":{"template":"Bye {{name}}"}}}""", cancellationToken);

        Assert.That((await answer.JsonAsync(cancellationToken)).GetProperty("text").GetString(), Is.EqualTo("Bye World"));
    }

    [TestCase("greet", "prompt", "template")]
    [TestCase("open", "prompt", "other")]
    [TestCase("open", "ChatInput-x1y2z", "input_value")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-6")]
    public async Task A_tweak_of_what_is_not_open_is_refused_by_name(string slug, string node, string setting, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync(
            $"api/v1/run/{slug}", $$$$"""{"input_value":"World","tweaks":{"{{{{node}}}}":{"{{{{setting}}}}":"x"}}}""", cancellationToken);
        var problem = await answer.ProblemAsync(422, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem.Code(), Is.EqualTo("endpoint.closed-setting"));
            Assert.That(problem.GetProperty("detail").GetString(), Does.Contain(node).And.Contain(setting));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_stream_is_one_object_a_line_and_ends_with_the_whole_answer(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        await program.ConnectAsync(server, cancellationToken);
        await program.PublishAsync("talk", Published.Chat, cancellationToken);
        using var client = program.ClientWith(await program.NewKeyAsync(cancellationToken));
        server.Reply(FakeReply.Of("Hel", "lo"));

        using var answer = await client.PostTextAsync("api/v1/run/talk?stream=true", """{"input_value":"Hi","session_id":"s1"}""", cancellationToken);
        var events = (await answer.Content.ReadAsStringAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line)).ToList();
        var tokens = events.Where(item => Name(item) == "token").Select(item => item.GetProperty("data")).ToList();
        var result = events[^1].GetProperty("data").GetProperty("result");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events.Select(Name).Distinct(), Is.EqualTo(new[] { "add_message", "token", "end" }));
            Assert.That(Name(events[^2]), Is.EqualTo("add_message"));
            Assert.That(events[0].GetProperty("data").GetProperty("sender").GetString(), Is.EqualTo("User"));
            Assert.That(events[0].GetProperty("data").GetProperty("text").GetString(), Is.EqualTo("Hi"));
            Assert.That(string.Concat(tokens.Select(token => token.GetProperty("chunk").GetString())), Is.EqualTo("Hello"));
            Assert.That(tokens.Select(token => token.GetProperty("id").GetString()).Distinct(), Is.EqualTo(new[] { events[^2].GetProperty("data").GetProperty("id").GetString() }));
            Assert.That(result.GetProperty("session_id").GetString(), Is.EqualTo("s1"));
            Assert.That(result.GetProperty("outputs")[0].GetProperty("outputs")[0].GetProperty("results").GetProperty("message").GetProperty("text").GetString(), Is.EqualTo("Hello"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_that_fails_in_the_middle_ends_its_stream_with_an_error(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        await program.ConnectAsync(server, cancellationToken);
        await program.PublishAsync("talk", Published.Chat, cancellationToken);
        using var client = program.ClientWith(await program.NewKeyAsync(cancellationToken));
        var gate = new FakeGate();
        server.Reply(FakeReply.Of("Half").Wait(gate).Cut());

        var (_, text) = await client.PostAndReadAsync("api/v1/run/talk?stream=true", """{"input_value":"Hi"}""", "Half", gate, cancellationToken);
        var events = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line)).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events.Select(Name), Is.EqualTo(new[] { "add_message", "token", "error" }));
            Assert.That(events[^1].GetProperty("data").GetProperty("error").GetString(), Is.Not.Empty);
        }
    }

    [TestCase("api/v1/run/nowhere", "{\"input_value\":\"x\"}", 404, "endpoint.not-found")]
    [TestCase("api/v1/run/greet", "{\"input_value\":1}", 400, "request.malformed")]
    [TestCase("api/v1/run/greet", "{\"input_value\":\"x\",\"tweaks\":{\"prompt\":\"x\"}}", 400, "request.malformed")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Errors_have_a_detail_and_a_code(string path, string body, int status, string code, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync(path, body, cancellationToken);

        Assert.That((await answer.ProblemAsync(status, cancellationToken)).Code(), Is.EqualTo(code));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-2")]
    public async Task A_graph_that_a_caller_sends_does_not_run(CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync(
            "api/v1/run/greet", """{"input_value":"World","data":{"nodes":[{"id":"evil","type":"tool.http"}],"edges":[]},"flow":{},"nodes":[]}""", cancellationToken);
        using var owner = _program.Client();
        var run = await (await owner.GetAsync($"api/v1/runs/{answer.Headers.GetValues("FlowBuilder-Run").Single()}", cancellationToken)).JsonAsync(cancellationToken);

        Assert.That(run.GetProperty("nodes").EnumerateObject().Select(node => node.Name), Is.EquivalentTo(new[] { "ask", "prompt", "answer" }));
    }

    private static string Name(JsonElement item) => item.GetProperty("event").GetString()!;
}
