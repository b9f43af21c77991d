using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tools;
using FlowBuilder.Nodes.Tools.Mcp;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FlowBuilder.Web.Tests.Mcp;

/// <summary>The MCP server, called by the official client: in the newest revision, and in the last one that has sessions.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class McpTests
{
    private const string WithSessions = "2025-06-18";

    private static readonly object Begin = new
    {
        jsonrpc = "2.0",
        id = 1,
        method = "initialize",
        @params = new { protocolVersion = WithSessions, capabilities = new { }, clientInfo = new { name = "test", version = "1" } },
    };

    private TestProgram _program = null!;
    private FakeOpenAiServer _server = null!;
    private HttpClient _client = null!;
    private string _key = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _program = new TestProgram();
        _server = await FakeOpenAiServer.StartNewAsync();
        _client = _program.Client();
        await _program.ConnectAsync(_server, CancellationToken.None);
        _key = await _client.MakeKeyAsync(CancellationToken.None);
        await _program.PublishAsync(_client, Drawings.Echo, "echo", CancellationToken.None);
        await _program.PublishAsync(_client, Drawings.Ask, "ask", CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task This_programs_own_server_works_as_a_tool_server(CancellationToken cancellationToken)
    {
        var store = new InMemoryToolServerStore();
        await store.SaveAsync(
            new ToolServer { Name = "own", Kind = ToolServerKind.Http, Address = new Uri(_program.Address, "mcp"), Secrets = [new("Authorization", new Secret($"Bearer {_key}"))] },
            cancellationToken);
        await using var sessions = new ToolServerSessions(store, new OutboundRules { AllowedHosts = ["localhost", "127.0.0.1"] }, TimeProvider.System, NullLoggerFactory.Instance);

        var tools = await sessions.ListToolsAsync("own", asksAgain: false, cancellationToken);
        var answer = await sessions.CallAsync("own", "echo", new Dictionary<string, object?> { ["question"] = "안녕?" }, TimeSpan.FromSeconds(30), cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tools.Single(tool => tool.Name == "echo").HasSideEffects, Is.False);
            Assert.That(answer, Is.EqualTo("안녕?"));
        }
    }

    [TestCase(null)]
    [TestCase(WithSessions)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_published_flow_is_a_tool_with_the_schema_of_its_inputs_and_answers_as_text_and_as_values(string? revision, CancellationToken cancellationToken)
    {
        await using var client = await ConnectAsync(_key, revision, cancellationToken);

        var tool = (await client.ListToolsAsync(cancellationToken: cancellationToken)).Single(tool => tool.Name == "echo");
        var answer = await client.CallToolAsync("echo", new Dictionary<string, object?> { ["question"] = "안녕?" }, cancellationToken: cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tool.JsonSchema.GetProperty("properties").GetProperty("question").GetProperty("type").GetString(), Is.EqualTo("string"));
            Assert.That(tool.ProtocolTool.Annotations?.ReadOnlyHint, Is.True);
            Assert.That(answer.IsError, Is.Not.True);
            Assert.That(TextOf(answer), Is.EqualTo("안녕?"));
            Assert.That(JsonSerializer.SerializeToElement(answer.StructuredContent).GetProperty("answer").GetString(), Is.EqualTo("안녕?"));
        }
    }

    [TestCase(null)]
    [TestCase(WithSessions)]
    [CancelAfter(TestTimeouts.Default)]
    [NonParallelizable]
    public async Task Progress_tells_each_node_that_ends(string? revision, CancellationToken cancellationToken)
    {
        var gate = new FakeGate();
        _server.Reply(FakeReply.Of("at last").Wait(gate));
        var told = new ConcurrentQueue<ProgressNotificationValue>();
        await using var client = await ConnectAsync(_key, revision, cancellationToken);

        var call = client.CallToolAsync("ask", new Dictionary<string, object?> { ["question"] = "?" }, new Told(told), cancellationToken: cancellationToken).AsTask();

        // The model has not answered: the question and the prompt have ended, of four nodes.
        while (told.Count < 2) await Task.Delay(20, cancellationToken);
        gate.Open();
        Assert.That(TextOf(await call), Is.EqualTo("at last"));
        Assert.That(told.Take(2).Select(value => (value.Progress, value.Total)), Is.EquivalentTo(new[] { (1f, (float?)4f), (2f, 4f) }));
    }

    [Test, CancelAfter(TestTimeouts.Default), NonParallelizable]
    public async Task A_call_whose_client_leaves_stops_its_run(CancellationToken cancellationToken)
    {
        var gate = new FakeGate();
        _server.Reply(FakeReply.Of("never").Wait(gate));
        await using var client = await ConnectAsync(_key, null, cancellationToken);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var question = Guid.NewGuid().ToString("N");

        var call = client.CallToolAsync("ask", new Dictionary<string, object?> { ["question"] = question }, cancellationToken: leaving.Token).AsTask();
        var run = await UntilRunAsync(question, "running", cancellationToken);
        await leaving.CancelAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        await UntilAsync(run, "cancelled", cancellationToken);
        gate.Open();
    }

    [Test, CancelAfter(TestTimeouts.Default), NonParallelizable]
    public async Task A_call_of_a_session_stops_its_run_when_it_is_said_to_be_cancelled(CancellationToken cancellationToken)
    {
        var gate = new FakeGate();
        _server.Reply(FakeReply.Of("never").Wait(gate));
        var question = Guid.NewGuid().ToString("N");
        using var begun = await PostAsync(Begin, _key, cancellationToken);
        var id = begun.Headers.GetValues("Mcp-Session-Id").Single();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var call = PostAsync(
            new { jsonrpc = "2.0", id = 7, method = "tools/call", @params = new { name = "ask", arguments = new { question } } }, _key, leaving.Token, id);
        var run = await UntilRunAsync(question, "running", cancellationToken);
        using var told = await PostAsync(
            new { jsonrpc = "2.0", method = "notifications/cancelled", @params = new { requestId = 7 } }, _key, cancellationToken, id);

        await UntilAsync(run, "cancelled", cancellationToken);
        Assert.That((int)told.StatusCode, Is.EqualTo(202));
        gate.Open();

        // A call that was cancelled gets no answer: its stream stays open until its client goes.
        await leaving.CancelAsync();
        await call.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    public async Task A_client_that_forgets_to_end_its_sessions_gives_up_the_oldest_and_keeps_nobody_out(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        using var client = program.Client();
        var key = await client.MakeKeyAsync(cancellationToken);
        var careless = await client.MakeKeyAsync(cancellationToken);
        async Task<string> BeginAsync(string withKey)
        {
            using var begun = await SendAsync(client, Begin, withKey, cancellationToken);
            Assert.That((int)begun.StatusCode, Is.EqualTo(200), await begun.Content.ReadAsStringAsync(cancellationToken));
            return begun.Headers.GetValues("Mcp-Session-Id").Single();
        }

        async Task<int> PingAsync(string session, string withKey)
        {
            using var ponged = await SendAsync(client, new { jsonrpc = "2.0", id = 2, method = "ping" }, withKey, cancellationToken, session);
            return (int)ponged.StatusCode;
        }

        var own = await BeginAsync(key);
        var first = await BeginAsync(careless);
        for (var begun = 2; begun < 1_000; begun++) await BeginAsync(careless);
        var last = await BeginAsync(careless);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await PingAsync(own, key), Is.EqualTo(200));
            Assert.That(await PingAsync(last, careless), Is.EqualTo(200));
            Assert.That(await PingAsync(first, careless), Is.EqualTo(404));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task What_is_wrong_with_the_inputs_is_the_result_so_that_the_model_can_mend_it(CancellationToken cancellationToken)
    {
        await using var client = await ConnectAsync(_key, null, cancellationToken);

        var answer = await client.CallToolAsync("echo", new Dictionary<string, object?> { ["qestion"] = "?" }, cancellationToken: cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.IsError, Is.True);
            Assert.That(TextOf(answer), Does.Contain("qestion"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_key_sees_and_calls_only_the_endpoints_it_is_limited_to_and_those_that_are_tools(CancellationToken cancellationToken)
    {
        await _program.PublishAsync(_client, Drawings.Says("hidden"), "no-tool", cancellationToken);
        await _client.ChangeEndpointAsync("no-tool", new { isTool = false }, cancellationToken);
        var key = await _client.MakeKeyAsync(new { name = "limited", scopes = new[] { "run" }, slugs = new[] { "echo", "no-tool" } }, cancellationToken);
        await using var client = await ConnectAsync(key, null, cancellationToken);

        var tools = await client.ListToolsAsync(cancellationToken: cancellationToken);
        var other = await client.CallToolAsync("ask", new Dictionary<string, object?> { ["question"] = "?" }, cancellationToken: cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(tools.Select(tool => tool.Name), Is.EqualTo(new[] { "echo" }));
            Assert.That(TextOf(other), Does.Contain("key.not-allowed"));
            Assert.That(async () => await client.CallToolAsync("no-tool", cancellationToken: cancellationToken), Throws.InstanceOf<McpProtocolException>());
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Samples_are_resources_that_hold_flow_files(CancellationToken cancellationToken)
    {
        await using var client = await ConnectAsync(_key, null, cancellationToken);

        var samples = await client.ListResourcesAsync(cancellationToken: cancellationToken);
        var read = await client.ReadResourceAsync("flowbuilder://samples/first-prompt", cancellationToken: cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(samples.Select(sample => sample.Uri), Does.Contain("flowbuilder://samples/first-prompt"));
            using var file = JsonDocument.Parse(((TextResourceContents)read.Contents[0]).Text);
            Assert.That(file.RootElement.GetProperty("format").GetString(), Is.EqualTo("flowbuilder/1"));
        }
    }

    [TestCase(null, 401)]
    [TestCase("fb_wrong", 401)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Without_a_key_that_is_known_nothing_is_told(string? key, int expected, CancellationToken cancellationToken)
    {
        using var answer = await PostAsync(new { jsonrpc = "2.0", id = 1, method = "tools/list" }, key, cancellationToken);

        Assert.That(((int)answer.StatusCode, answer.Headers.WwwAuthenticate.ToString()), Is.EqualTo((expected, "Bearer")));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_session_is_for_the_key_that_began_it_and_ends_when_asked(CancellationToken cancellationToken)
    {
        var list = new { jsonrpc = "2.0", id = 2, method = "tools/list" };
        var stranger = await _client.MakeKeyAsync(CancellationToken.None);
        using var begun = await PostAsync(Begin, _key, cancellationToken);
        var id = begun.Headers.GetValues("Mcp-Session-Id").Single();

        using var foreign = await PostAsync(list, stranger, cancellationToken, id);
        using var own = await PostAsync(list, _key, cancellationToken, id);
        using var end = await _client.AskAsync(HttpMethod.Delete, "mcp", _key, cancellationToken, ("Mcp-Session-Id", id));
        using var after = await PostAsync(list, _key, cancellationToken, id);

        Assert.That(
            new[] { foreign, own, end, after }.Select(answer => (int)answer.StatusCode), Is.EqualTo(new[] { 404, 200, 204, 404 }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-57")]
    public async Task A_page_of_another_site_is_refused(CancellationToken cancellationToken)
    {
        using var request = Request(new { jsonrpc = "2.0", id = 1, method = "tools/list" }, _key);
        request.Headers.Add("Origin", "https://evil.example");

        using var answer = await _client.SendAsync(request, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(403));
    }

    [TestCase("[]", "mcp.malformed")]
    [TestCase("{\"hello\":1}", "mcp.malformed")]
    [TestCase("{", "request.malformed")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_is_no_message_is_refused_in_words(string body, string code, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "mcp") { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);

        using var answer = await _client.SendAsync(request, cancellationToken);

        Assert.That(((int)answer.StatusCode, (await answer.JsonAsync(cancellationToken)).GetProperty("code").GetString()), Is.EqualTo((400, code)));
    }

    private async Task<McpClient> ConnectAsync(string key, string? revision, CancellationToken cancellationToken) => await McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(_program.Address, "mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {key}" },
        }),
        new McpClientOptions { ProtocolVersion = revision },
        cancellationToken: cancellationToken);

    private Task<HttpResponseMessage> PostAsync(object message, string? key, CancellationToken cancellationToken, string? session = null) =>
        SendAsync(_client, message, key, cancellationToken, session);

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client, object message, string? key, CancellationToken cancellationToken, string? session = null)
    {
        var request = Request(message, key);
        if (session is not null) request.Headers.Add("Mcp-Session-Id", session);
        return client.SendAsync(request, cancellationToken);
    }

    private static HttpRequestMessage Request(object message, string? key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "mcp") { Content = JsonContent.Create(message) };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    private async Task<string> UntilRunAsync(string question, string status, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var run in (await _client.GetFromJsonAsync<JsonElement>("api/v1/runs?endpoint=ask", cancellationToken)).EnumerateArray())
            {
                var id = run.GetProperty("runId").GetString()!;
                var detail = await _client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{id}", cancellationToken);
                if (detail.GetProperty("status").GetString() == status && detail.GetRawText().Contains(question, StringComparison.Ordinal)) return id;
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    private async Task UntilAsync(string run, string status, CancellationToken cancellationToken)
    {
        while ((await _client.GetFromJsonAsync<JsonElement>($"api/v1/runs/{run}", cancellationToken)).GetProperty("status").GetString() != status)
            await Task.Delay(20, cancellationToken);
    }

    private static string TextOf(CallToolResult answer) => string.Concat(answer.Content.OfType<TextContentBlock>().Select(block => block.Text));

    private sealed class Told(ConcurrentQueue<ProgressNotificationValue> values) : IProgress<ProgressNotificationValue>
    {
        public void Report(ProgressNotificationValue value) => values.Enqueue(value);
    }
}
