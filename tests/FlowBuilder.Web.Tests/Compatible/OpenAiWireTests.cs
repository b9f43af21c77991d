using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Compatible;

/// <summary>What goes over the line in OpenAI's protocol, as its clients for Python and JavaScript send and read it.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class OpenAiWireTests
{
    private TestProgram _program = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _program = new TestProgram();
        await _program.PublishAsync("greet", Published.Greeting, CancellationToken.None);
        await _program.PublishAsync("json", """
            a: input.text {"name":"a"}
            answer: output.json {"name":"answer"}
            a.text -> answer.value
            """, CancellationToken.None);
        _client = _program.ClientWith(await _program.NewKeyAsync(CancellationToken.None));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _program.DisposeAsync();
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_whole_answer_has_every_member_that_clients_require(CancellationToken cancellationToken)
    {
        using var answer = await AskAsync("""{"messages":[{"role":"user","content":"World"}],"model":"greet"}""", cancellationToken);
        var json = await answer.JsonAsync(cancellationToken);
        var choice = json.GetProperty("choices")[0];

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(json.GetProperty("object").GetString(), Is.EqualTo("chat.completion"));
            Assert.That(choice.GetProperty("message").GetProperty("content").GetString(), Is.EqualTo("Hello World"));
            Assert.That(choice.GetProperty("message").GetProperty("refusal").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(choice.GetProperty("logprobs").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(choice.GetProperty("index").GetInt32(), Is.Zero);
            Assert.That(choice.GetProperty("finish_reason").GetString(), Is.EqualTo("stop"));
            Assert.That(json.GetProperty("usage").GetProperty("total_tokens").GetInt32(), Is.Zero);
            Assert.That(json.GetProperty("id").GetString(), Is.EqualTo($"chatcmpl-{answer.Headers.GetValues("x-request-id").Single()}"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_stream_has_the_role_first_the_reason_last_and_usage_only_where_it_is_asked_for([Values] bool withUsage, CancellationToken cancellationToken)
    {
        var options = withUsage ? ""","stream_options":{"include_usage":true}""" : "";
        using var answer = await AskAsync($$"""{"model":"greet","stream":true,"messages":[{"role":"user","content":"World"}]{{options}}}""", cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var frames = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var chunks = frames.SkipLast(1).Select(frame => JsonElement.Parse(frame["data: ".Length..])).ToList();
        var last = withUsage ? chunks[^2] : chunks[^1];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
            Assert.That(frames[^1], Is.EqualTo("data: [DONE]"));
            Assert.That(chunks.Select(chunk => chunk.GetProperty("object").GetString()), Has.All.EqualTo("chat.completion.chunk"));
            Assert.That(chunks.Select(chunk => chunk.GetProperty("id").GetString()).Distinct().Count(), Is.EqualTo(1));
            Assert.That(chunks[0].GetProperty("choices")[0].GetProperty("delta").GetProperty("role").GetString(), Is.EqualTo("assistant"));
            Assert.That(chunks[0].GetProperty("choices")[0].GetProperty("finish_reason").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(chunks[1].GetProperty("choices")[0].GetProperty("delta").GetRawText(), Is.EqualTo("""{"content":"Hello World"}"""));
            Assert.That(last.GetProperty("choices")[0].GetProperty("delta").GetRawText(), Is.EqualTo("{}"));
            Assert.That(last.GetProperty("choices")[0].GetProperty("finish_reason").GetString(), Is.EqualTo("stop"));
            Assert.That(chunks.Select(chunk => chunk.TryGetProperty("usage", out _)), Has.All.EqualTo(withUsage));
            if (withUsage)
            {
                Assert.That(chunks[^1].GetProperty("choices").GetArrayLength(), Is.Zero);
                Assert.That(chunks[^1].GetProperty("usage").GetProperty("prompt_tokens").GetInt32(), Is.Zero);
                Assert.That(last.GetProperty("usage").ValueKind, Is.EqualTo(JsonValueKind.Null));
            }
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Parameters_that_mean_nothing_to_a_flow_are_passed_over(CancellationToken cancellationToken)
    {
        using var answer = await AskAsync("""
            {"model":"greet","messages":[{"role":"user","content":[{"type":"text","text":"World"}],"name":"mina"}],
             "temperature":0.7,"top_p":1,"max_tokens":256,"max_completion_tokens":256,"stop":null,"presence_penalty":0,"frequency_penalty":0,
             "logit_bias":{},"seed":1,"user":"mina","store":false,"n":1,"tools":[],"tool_choice":"none","response_format":{"type":"text"},
             "modalities":["text"],"logprobs":false,"metadata":{"k":"v"},"parallel_tool_calls":true,"service_tier":"auto","some_new_thing":{"a":[1]}}
            """, cancellationToken);

        Assert.That((await answer.JsonAsync(cancellationToken)).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), Is.EqualTo("Hello World"));
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        const string messages = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";
        yield return Case("n", $$$"""{"model":"greet",{{{messages}}},"n":2}""", "unsupported_parameter", "n");
        yield return Case("tools", $$$"""{"model":"greet",{{{messages}}},"tools":[{"type":"function","function":{"name":"f"}}]}""", "unsupported_parameter", "tools");
        yield return Case("functions", $$$"""{"model":"greet",{{{messages}}},"functions":[{"name":"f"}]}""", "unsupported_parameter", "functions");
        yield return Case("schema", $$$"""{"model":"greet",{{{messages}}},"response_format":{"type":"json_object"}}""", "unsupported_parameter", "response_format");
        yield return Case("sound", $$$"""{"model":"greet",{{{messages}}},"modalities":["text","audio"]}""", "unsupported_parameter", "modalities");
        yield return Case("logprobs", $$$"""{"model":"greet",{{{messages}}},"logprobs":true}""", "unsupported_parameter", "logprobs");
        yield return Case("no model", $$$"""{{{{messages}}}}""", "missing_required_parameter", "model");
        yield return Case("no messages", """{"model":"greet"}""", "missing_required_parameter", "messages");
        yield return Case("nobody", """{"model":"greet","messages":[null]}""", "missing_required_parameter", "messages[0]");
        yield return Case("no user", """{"model":"greet","messages":[{"role":"system","content":"x"}]}""", "invalid_value", "messages");
        yield return Case("assistant last", """{"model":"greet","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y"}]}""", "invalid_value", "messages");
        yield return Case("role", """{"model":"greet","messages":[{"role":"wizard","content":"x"}]}""", "invalid_value", "messages[0].role");
        yield return Case("content", """{"model":"greet","messages":[{"role":"user","content":1}]}""", "invalid_value", "messages[0].content");
        yield return Case("part", """{"model":"greet","messages":[{"role":"user","content":[{"type":"smell"}]}]}""", "invalid_value", "messages[0].content[0].type");
        yield return Case("picture", """{"model":"greet","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]}]}""", "invalid_value", "messages[0].content[0].image_url.url");
        yield return Case("stored file", """{"model":"greet","messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"file-1"}}]}]}""", "unsupported_parameter", "messages[0].content[0].file.file_id");
        yield return Case("no input for it", """{"model":"greet","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]}""", "endpoint.no-file", null);
        yield return Case("not JSON", """{"model":""", "request.malformed", null);

        static TestCaseData Case(string name, string body, string code, string? parameter) => new TestCaseData(body, code, parameter).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Refusals))]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_a_flow_does_not_do_is_refused_by_name(string body, string code, string? parameter, CancellationToken cancellationToken)
    {
        using var answer = await AskAsync(body, cancellationToken);
        var error = (await answer.JsonAsync(cancellationToken)).GetProperty("error");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(400));
            Assert.That(error.GetProperty("type").GetString(), Is.EqualTo("invalid_request_error"));
            Assert.That(error.GetProperty("code").GetString(), Is.EqualTo(code));
            Assert.That(error.GetProperty("param").GetString(), Is.EqualTo(parameter));
            Assert.That(error.GetProperty("message").GetString(), Is.Not.Empty);
        }
    }

    [TestCase("http://127.0.0.1:1/picture.png")]
    [TestCase("http://[::1]:1/picture.png")]
    [TestCase("http://169.254.169.254/latest/meta-data/")]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-43")]
    public async Task Pictures_are_not_fetched_from_inside_the_network(string address, CancellationToken cancellationToken)
    {
        var slug = $"see-{Guid.NewGuid():N}";
        await _program.PublishAsync(slug, """
            ask: input.chat {}
            picture: input.image {}
            answer: output.chat {}
            ask.text -> answer.value
            """, cancellationToken);
        var body = $$$"""{"model":"{{{slug}}}","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"{{{address}}}"}}]}]}""";

        using var answer = await AskAsync(body, cancellationToken);
        var error = (await answer.JsonAsync(cancellationToken)).GetProperty("error");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.InRange(400, 499));
            Assert.That(error.GetProperty("code").GetString(), Does.StartWith("http."));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_that_fails_in_the_middle_says_so_in_the_stream_and_is_not_done(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        await program.ConnectAsync(server, cancellationToken);
        await program.PublishAsync("talk", Published.Chat, cancellationToken);
        using var client = program.ClientWith(await program.NewKeyAsync(cancellationToken));
        var gate = new FakeGate();
        server.Reply(FakeReply.Of("Half").Wait(gate).Cut());

        var (answer, text) = await client.PostAndReadAsync(
            "v1/chat/completions", """{"model":"talk","stream":true,"messages":[{"role":"user","content":"x"}]}""", "Half", gate, cancellationToken);
        var frames = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var error = JsonElement.Parse(frames[^1]["data: ".Length..]).GetProperty("error");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(frames, Has.Some.Contains("Half"));
            Assert.That(frames, Has.None.Contains("[DONE]"));
            Assert.That(error.GetProperty("type").GetString(), Is.EqualTo("server_error"));
            Assert.That(error.GetProperty("message").GetString(), Is.Not.Empty);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_that_fails_before_the_first_word_is_told_by_its_status_also_where_a_stream_was_asked_for(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        await program.ConnectAsync(server, cancellationToken);
        await program.PublishAsync("talk", Published.Chat, cancellationToken);
        using var client = program.ClientWith(await program.NewKeyAsync(cancellationToken));
        server.Otherwise = _ => FakeReply.Fail(401, "Incorrect API key provided: fbcanary-key.");

        using var answer = await client.PostTextAsync("v1/chat/completions", """{"model":"talk","stream":true,"messages":[{"role":"user","content":"x"}]}""", cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(502));
            Assert.That(answer.Headers.GetValues("x-should-retry"), Is.EqualTo(new[] { "false" }));
            Assert.That(JsonElement.Parse(text).GetProperty("error").GetProperty("type").GetString(), Is.EqualTo("server_error"));
            Assert.That(text, Does.Not.Contain("fbcanary"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-1")]
    public async Task A_caller_without_a_key_is_refused_before_its_body_is_read(CancellationToken cancellationToken)
    {
        // The body is announced and never comes.
        using var socket = new TcpClient();
        await socket.ConnectAsync(_program.Address.Host, _program.Address.Port, cancellationToken);
        var head = $"POST /v1/chat/completions HTTP/1.1\r\nHost: {_program.Address.Authority}\r\nContent-Type: application/json\r\nContent-Length: 10000000\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        using var reader = new StreamReader(socket.GetStream());
        var status = await reader.ReadLineAsync(cancellationToken);
        string? line;
        do line = await reader.ReadLineAsync(cancellationToken);
        while (line?.Contains("error", StringComparison.Ordinal) == false);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status, Does.Contain("401"));
            Assert.That(line, Does.Contain("invalid_api_key"));
        }
    }

    [TestCase("GET", "v1/embeddings")]
    [TestCase("POST", "v1/responses")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task An_address_that_is_not_there_is_told_in_the_same_way(string method, string path, CancellationToken cancellationToken)
    {
        using var answer = await _client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(404));
            Assert.That((await answer.JsonAsync(cancellationToken)).GetProperty("error").GetProperty("code").GetString(), Is.EqualTo("unknown_url"));
        }
    }

    [TestCase("x-session-id", "from-header", "")]
    [TestCase("x-other", "unused", ""","metadata":{"session_id":"from-metadata"}""")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_session_is_named_by_header_or_metadata(string header, string value, string member, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions")
        {
            Content = new StringContent($$"""{"model":"greet","messages":[{"role":"user","content":"x"}]{{member}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(header, value);

        using var answer = await _client.SendAsync(request, cancellationToken);
        using var owner = _program.Client();
        var run = await (await owner.GetAsync($"api/v1/runs/{answer.Headers.GetValues("x-request-id").Single()}", cancellationToken)).JsonAsync(cancellationToken);

        Assert.That(run.GetProperty("session").GetString(), Is.EqualTo(member.Length > 0 ? "from-metadata" : "from-header"));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_flow_that_gives_no_text_answers_with_its_outputs_as_JSON(CancellationToken cancellationToken)
    {
        using var answer = await AskAsync("""{"model":"json","messages":[{"role":"user","content":"{\"said\":[\"x\",1]}"}]}""", cancellationToken);
        var json = await answer.JsonAsync(cancellationToken);

        Assert.That(json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString(), Is.EqualTo("""{"said":["x",1]}"""), json.GetRawText());
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("REL-25")]
    public async Task A_client_that_leaves_changes_nothing_about_the_run(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        await program.ConnectAsync(server, cancellationToken);
        await program.PublishAsync("talk", Published.Chat, cancellationToken);
        using var client = program.ClientWith(await program.NewKeyAsync(cancellationToken));
        var gate = new FakeGate();
        server.Reply(FakeReply.Of("before").Wait(gate).Text(" after"));
        string runId;
        using (var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions")
        {
            Content = new StringContent("""{"model":"talk","stream":true,"messages":[{"role":"user","content":"x"}]}""", Encoding.UTF8, "application/json"),
        })
        using (var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken))
        {
            runId = answer.Headers.GetValues("FlowBuilder-Run").Single();
        }

        gate.Open();
        using var owner = program.Client();
        JsonElement run;
        do run = await (await owner.GetAsync($"api/v1/runs/{runId}", cancellationToken)).JsonAsync(cancellationToken);
        while (run.GetProperty("status").GetString() == "running");

        Assert.That(run.GetProperty("outputs").EnumerateObject().Single().Value.GetString(), Is.EqualTo("before after"));
    }

    private Task<HttpResponseMessage> AskAsync(string body, CancellationToken cancellationToken) =>
        _client.PostTextAsync("v1/chat/completions", body, cancellationToken);
}
