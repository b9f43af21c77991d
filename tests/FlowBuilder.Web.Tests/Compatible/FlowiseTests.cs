using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Compatible;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed class FlowiseTests
{
    private const string Reader = """
        ask: input.chat {}
        file: input.file {}
        load: documents.load {}
        find: documents.search {}
        prompt: prompt.template {"template":"{{found}}"}
        answer: output.chat {}
        file.value -> load.file
        ask.text -> find.query
        load.documents -> find.documents
        find.documents -> prompt.found
        prompt.text -> answer.value
        """;

    private TestProgram _program = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _program = new TestProgram();
        await _program.PublishAsync("greet", Published.Greeting, CancellationToken.None);
        await _program.PublishAsync("open", Published.Greeting, CancellationToken.None);
        await _program.ChangeAsync("open", new { openSettings = new { prompt = new[] { "template" } } }, CancellationToken.None);
        await _program.PublishAsync("read", Reader, CancellationToken.None);
        await _program.PublishAsync("form", """
            a: input.text {"name":"a"}
            b: input.number {"name":"b"}
            prompt: prompt.template {"template":"{{a}} {{b}}"}
            answer: output.text {"name":"answer"}
            a.text -> prompt.a
            b.value -> prompt.b
            prompt.text -> answer.value
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
    public async Task The_answer_is_where_clients_look_for_it(CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync(
            "api/v1/prediction/greet", """{"question":"World","overrideConfig":{"sessionId":"s1"},"chatId":"c1","chatflowId":"greet"}""", cancellationToken);
        var json = await answer.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(200));
            Assert.That(json.GetProperty("text").GetString(), Is.EqualTo("Hello World"));
            Assert.That(json.GetProperty("question").GetString(), Is.EqualTo("World"));
            Assert.That(json.GetProperty("sessionId").GetString(), Is.EqualTo("s1"));
            Assert.That(json.GetProperty("chatId").GetString(), Is.EqualTo("c1"));
            Assert.That(json.GetProperty("chatMessageId").GetString(), Is.EqualTo(answer.Headers.GetValues("FlowBuilder-Run").Single()));
            Assert.That(json.TryGetProperty("sourceDocuments", out _), Is.False);
        }
    }

    [TestCase("""{"question":"x"}""", null)]
    [TestCase("""{"question":"x","chatId":"c1"}""", "c1")]
    [TestCase("""{"question":"x","chatId":"c1","sessionId":"s1"}""", "s1")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task The_conversation_has_the_name_that_the_caller_gives(string body, string? session, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync("api/v1/prediction/greet", body, cancellationToken);
        using var owner = _program.Client();
        var run = await (await owner.GetAsync($"api/v1/runs/{answer.Headers.GetValues("FlowBuilder-Run").Single()}", cancellationToken)).JsonAsync(cancellationToken);
        var given = (await answer.JsonAsync(cancellationToken)).GetProperty("sessionId").GetString();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(given, Is.Not.Empty.And.EqualTo(run.GetProperty("session").GetString()));
            if (session is not null) Assert.That(given, Is.EqualTo(session));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_stream_has_its_frames_in_their_order(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        await program.ConnectAsync(server, cancellationToken);
        await program.PublishAsync("talk", Published.Chat, cancellationToken);
        using var client = program.ClientWith(await program.NewKeyAsync(cancellationToken));
        server.Reply(FakeReply.Of("Hel", "lo").Usage(23, 5));

        using var answer = await client.PostTextAsync(
            "api/v1/prediction/talk",
            """{"question":"Hi","streaming":true,"chatId":"c1","history":[{"role":"userMessage","content":"One"},{"role":"apiMessage","content":"Two"}]}""",
            cancellationToken);
        var frames = (await answer.Content.ReadAsStringAsync(cancellationToken)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var events = frames.Select(DataOf).ToList();
        var asked = server.Requests[^1].Body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));
            Assert.That(frames, Has.All.StartsWith("message:\ndata:{"));
            Assert.That(events.Select(Name).Distinct(), Is.EqualTo(new[] { "start", "token", "usageMetadata", "metadata", "end" }));
            Assert.That(string.Concat(events.Where(item => Name(item) == "token").Select(item => item.GetProperty("data").GetString())), Is.EqualTo("Hello"));
            Assert.That(events[^3].GetProperty("data").GetProperty("total_tokens").GetInt32(), Is.EqualTo(28));
            Assert.That(events[^2].GetProperty("data").GetProperty("chatId").GetString(), Is.EqualTo("c1"));
            Assert.That(events[^1].GetProperty("data").GetString(), Is.EqualTo("[DONE]"));
            Assert.That(asked, Is.EqualTo(new[] { "One", "Two", "Hi" }));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_run_that_fails_in_the_middle_says_so_and_ends_the_stream(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        await program.ConnectAsync(server, cancellationToken);
        await program.PublishAsync("talk", Published.Chat, cancellationToken);
        using var client = program.ClientWith(await program.NewKeyAsync(cancellationToken));
        var gate = new FakeGate();
        server.Reply(FakeReply.Of("Half").Wait(gate).Cut());

        var (_, text) = await client.PostAndReadAsync("api/v1/prediction/talk", """{"question":"Hi","streaming":"true"}""", "Half", gate, cancellationToken);
        var events = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(DataOf).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(events.Select(Name), Is.EqualTo(new[] { "start", "token", "error", "end" }));
            Assert.That(events[2].GetProperty("data").GetString(), Is.Not.Empty);
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_upload_goes_to_the_flows_file_input_and_what_was_found_is_named([Values] bool streams, CancellationToken cancellationToken)
    {
        var file = Convert.ToBase64String("Parcels are brought back within thirty days."u8);
        using var answer = await _client.PostTextAsync(
            "api/v1/prediction/read",
            $$"""{"question":"parcels","streaming":{{(streams ? "true" : "false")}},"uploads":[{"type":"file","name":"rules.txt","mime":"text/plain","data":"data:text/plain;base64,{{file}}"}]}""",
            cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var sources = streams
            ? text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(DataOf).Single(item => Name(item) == "sourceDocuments").GetProperty("data")
            : JsonElement.Parse(text).GetProperty("sourceDocuments");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sources[0].GetProperty("pageContent").GetString(), Does.Contain("thirty days"));
            Assert.That(sources[0].GetProperty("metadata").GetProperty("source").GetString(), Is.EqualTo("rules.txt"));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_form_with_files_is_taken_as_Flowise_takes_it([Values] bool streams, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("parcels"), "question" },
            { new StringContent("c1"), "chatId" },
            { new StringContent("s-form"), "sessionId" },
            { new StringContent("read"), "chatflowId" },
            { new StringContent(streams ? "true" : "false"), "streaming" },
            { new ByteArrayContent([.. "Parcels are brought back within thirty days."u8]) { Headers = { ContentType = new("text/plain") } }, "files", "rules.txt" },
        };

        using var answer = await _client.PostAsync("api/v1/prediction/read", form, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), text);
        var frames = streams ? text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(DataOf).ToList() : [];
        var metadata = streams ? frames.Single(item => Name(item) == "metadata").GetProperty("data") : JsonElement.Parse(text);
        var sources = streams ? frames.Single(item => Name(item) == "sourceDocuments").GetProperty("data") : metadata.GetProperty("sourceDocuments");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text, Does.Contain("thirty days"));
            Assert.That(metadata.GetProperty("chatId").GetString(), Is.EqualTo("c1"));
            Assert.That(metadata.GetProperty("sessionId").GetString(), Is.EqualTo("s-form"));
            Assert.That(sources[0].GetProperty("metadata").GetProperty("source").GetString(), Is.EqualTo("rules.txt"));
        }
    }

    [TestCase("open", "template", "Bye {{name}}", "Bye 12")]
    [TestCase("open", "overrideConfig", """{"template":"Bye {{name}}"}""", "Bye 12")]
    [TestCase("form", "vars", """{"a":"x","b":2}""", "x 2")]
    [TestCase("form", "form", """{"a":"x","b":2}""", "x 2")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Fields_of_a_form_are_members_of_a_call_or_else_overrides(string slug, string field, string value, string expected, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new StringContent(value), field } };
        if (slug == "open") form.Add(new StringContent("12"), "question");

        using var answer = await _client.PostAsync($"api/v1/prediction/{slug}", form, cancellationToken);

        Assert.That((await answer.JsonAsync(cancellationToken)).GetProperty("text").GetString(), Is.EqualTo(expected));
    }

    [TestCase("greet", "template", "y", 422, "flowise.closed-override")]
    [TestCase("greet", "stopNodeId", "answer", 422, "flowise.unsupported")]
    [TestCase("greet", "history", "not a list", 400, "request.malformed")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_form_is_held_to_the_rules_of_a_call(string slug, string field, string value, int status, string code, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "question" }, { new StringContent(value), field } };

        using var answer = await _client.PostAsync($"api/v1/prediction/{slug}", form, cancellationToken);
        var error = await answer.JsonAsync(cancellationToken);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.That(error.GetProperty("code").GetString(), Is.EqualTo(code));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_file_of_a_form_that_the_flow_has_no_place_for_is_refused_by_name(CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "question" }, { new ByteArrayContent([1]), "files", "a.bin" } };

        using var answer = await _client.PostAsync("api/v1/prediction/greet", form, cancellationToken);

        Assert.That((await answer.JsonAsync(cancellationToken)).GetProperty("message").GetString(), Does.Contain("a.bin"));
        Assert.That((int)answer.StatusCode, Is.EqualTo(422));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-61")]
    public async Task What_a_public_flow_found_is_not_shown_to_callers_without_a_key(CancellationToken cancellationToken)
    {
        await using var program = new TestProgram();
        await program.PublishAsync("read", Reader, cancellationToken);
        await program.ChangeAsync("read", new { isPublic = true }, cancellationToken);
        using var client = program.Client();
        var file = Convert.ToBase64String("Parcels are brought back within thirty days."u8);

        using var answer = await client.PostTextAsync(
            "api/v1/prediction/read", $$"""{"question":"parcels","uploads":[{"type":"file","name":"rules.txt","data":"data:text/plain;base64,{{file}}"}]}""", cancellationToken);
        var json = await answer.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("text").GetString(), Does.Contain("thirty days"));
            Assert.That(json.TryGetProperty("sourceDocuments", out _), Is.False);
        }
    }

    [TestCase("""{"a":"x","b":2}""", "{}")]
    [TestCase("""{"a":"x"}""", """{"vars":{"b":2}}""")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_form_and_variables_are_the_flows_inputs(string form, string overrides, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync("api/v1/prediction/form", $$"""{"form":{{form}},"overrideConfig":{{overrides}} }""", cancellationToken);

        Assert.That((await answer.JsonAsync(cancellationToken)).GetProperty("text").GetString(), Is.EqualTo("x 2"));
    }

    [TestCase("""{"template":"Bye {{name}}"}""")]
    [TestCase("""{"template":{"prompt":"Bye {{name}}"}}""")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task An_open_setting_is_overridden_everywhere_or_by_node(string overrides, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync("api/v1/prediction/open", $$"""{"question":"World","overrideConfig":{{overrides}} }""", cancellationToken);

        Assert.That((await answer.JsonAsync(cancellationToken)).GetProperty("text").GetString(), Is.EqualTo("Bye World"));
    }

    [TestCase("greet", """{"question":"x","overrideConfig":{"template":"y"}}""", 422, "flowise.closed-override", "template")]
    [TestCase("open", """{"question":"x","overrideConfig":{"systemMessage":"y"}}""", 422, "flowise.closed-override", "systemMessage")]
    [TestCase("greet", """{"question":"x","humanInput":{"type":"proceed"}}""", 422, "flowise.unsupported", "humanInput")]
    [TestCase("greet", """{"question":"x","uploads":[{"data":"file:///etc/passwd"}]}""", 422, "flowise.bad-upload", "1")]
    [TestCase("greet", """{"question":"x","uploads":[{"name":"a.txt","data":"data:text/plain;base64,AAAA"}]}""", 422, "endpoint.no-file", "a.txt")]
    [TestCase("greet", """{"question":"x","history":[null],"uploads":[null]}""", 422, "flowise.bad-upload", "1")]
    [TestCase("nowhere", """{"question":"x"}""", 404, "endpoint.not-found", "nowhere")]
    [TestCase("greet", """{"question":1}""", 400, "request.malformed", "question")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Errors_are_worded_as_clients_read_them(string slug, string body, int status, string code, string named, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostTextAsync($"api/v1/prediction/{slug}", body, cancellationToken);
        var error = await answer.JsonAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(status));
            Assert.That(error.GetProperty("statusCode").GetInt32(), Is.EqualTo(status));
            Assert.That(error.GetProperty("success").GetBoolean(), Is.False);
            Assert.That(error.GetProperty("code").GetString(), Is.EqualTo(code));
            Assert.That(error.GetProperty("message").GetString(), Does.Contain(named));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Asking_whether_a_flow_can_stream_tells_nobody_which_flows_there_are(CancellationToken cancellationToken)
    {
        using var anyone = _program.Client();

        Assert.That(
            await anyone.GetStringAsync("api/v1/chatflows-streaming/greet", cancellationToken),
            Is.EqualTo("""{"isStreaming":true}""").And.EqualTo(await anyone.GetStringAsync("api/v1/chatflows-streaming/nowhere", cancellationToken)));
    }

    private static JsonElement DataOf(string frame) => JsonElement.Parse(frame["message:\ndata:".Length..]);

    private static string Name(JsonElement item) => item.GetProperty("event").GetString()!;
}
