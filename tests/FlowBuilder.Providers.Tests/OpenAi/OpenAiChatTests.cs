using System.Text.Json;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Tests.Support;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Hazards;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Tests.OpenAi;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class OpenAiChatTests
{
    private FakeOpenAiServer _server = null!;
    private Support.Models _models = null!;

    [SetUp]
    public async Task SetUp()
    {
        _server = await FakeOpenAiServer.StartNewAsync();
        _server.ApiKey = Support.Models.Key;
        _models = new Support.Models(Support.Models.To(_server));
    }

    [TearDown]
    public async Task TearDown()
    {
        _models.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Streams_the_first_token_while_the_model_is_still_writing(CancellationToken cancellationToken)
    {
        var gate = new FakeGate();
        _server.Reply(FakeReply.Of("Hel").Wait(gate).Text("lo", " you"));
        var client = await _models.OpenAsync(cancellationToken);
        var text = new List<string>();

        await foreach (var update in client.GetStreamingResponseAsync("Hi", cancellationToken: cancellationToken))
        {
            if (update.Text.Length == 0) continue;
            text.Add(update.Text);
            gate.Open();
        }

        Assert.That(text, Is.EqualTo(new[] { "Hel", "lo", " you" }));
    }

    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Answers_with_text_usage_model_and_finish_reason(bool stream, CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of("Hello", " you").Usage(20, 4));
        var client = await _models.OpenAsync(cancellationToken);

        var answer = stream
            ? await client.GetStreamingResponseAsync("Hi", cancellationToken: cancellationToken).ToChatResponseAsync(cancellationToken)
            : await client.GetResponseAsync("Hi", cancellationToken: cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("Hello you"));
            Assert.That(answer.Usage!.InputTokenCount, Is.EqualTo(20));
            Assert.That(answer.Usage.OutputTokenCount, Is.EqualTo(4));
            Assert.That(answer.Usage.TotalTokenCount, Is.EqualTo(24));
            Assert.That(answer.ModelId, Is.EqualTo("gpt-4o-mini"));
            Assert.That(answer.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
            Assert.That(answer.Messages, Has.Count.EqualTo(1));
            Assert.That(_server.Requests[0].Body.TryGetProperty("stream", out _), Is.EqualTo(stream));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Sends_every_option_in_the_protocols_words(CancellationToken cancellationToken)
    {
        var client = await _models.OpenAsync(cancellationToken);
        var messages = new[]
        {
            new ChatMessage(ChatRole.System, "Be brief."),
            new ChatMessage(ChatRole.User, "Hi"),
            new ChatMessage(ChatRole.Assistant, "Hello"),
            new ChatMessage(ChatRole.User, "Again"),
        };

        await client.GetStreamingResponseAsync(messages, new ChatOptions
        {
            Temperature = 0.7f,
            TopP = 0.9f,
            MaxOutputTokens = 50,
            Seed = 42,
            StopSequences = ["END"],
        }, cancellationToken).ToChatResponseAsync(cancellationToken);

        var body = _server.Requests[0].Body;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(body.GetProperty("temperature").GetRawText(), Is.EqualTo("0.7"));
            Assert.That(body.GetProperty("top_p").GetRawText(), Is.EqualTo("0.9"));
            Assert.That(body.GetProperty("max_tokens").GetInt32(), Is.EqualTo(50));
            Assert.That(body.GetProperty("seed").GetInt32(), Is.EqualTo(42));
            Assert.That(body.GetProperty("stop")[0].GetString(), Is.EqualTo("END"));
            Assert.That(body.GetProperty("stream_options").GetProperty("include_usage").GetBoolean(), Is.True);
            Assert.That(
                body.GetProperty("messages").EnumerateArray().Select(message => $"{message.GetProperty("role")}:{message.GetProperty("content")}"),
                Is.EqualTo(new[] { "system:Be brief.", "user:Hi", "assistant:Hello", "user:Again" }));
            Assert.That(_server.Requests[0].Headers["Authorization"], Is.EqualTo("Bearer " + Support.Models.Key));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Asks_for_json_by_a_schema_strictly_only_where_the_schema_allows_it(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Json(new { name = "Kim" }), FakeReply.Json(new { }), FakeReply.Json(new { }));
        using var strict = JsonDocument.Parse("""{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}""");
        using var loose = JsonDocument.Parse("""{"type":"object","properties":{"name":{"type":"string"}}}""");

        var answer = await _models.AskAsync(cancellationToken, new ChatOptions
        {
            ResponseFormat = ChatResponseFormat.ForJsonSchema(strict.RootElement, "person"),
        });
        await _models.AskAsync(cancellationToken, new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(loose.RootElement) });
        await _models.AskAsync(cancellationToken, new ChatOptions { ResponseFormat = ChatResponseFormat.Json });

        var formats = _server.Requests.Select(request => request.Body.GetProperty("response_format")).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("""{"name":"Kim"}"""));
            Assert.That(formats[0].GetProperty("json_schema").GetProperty("name").GetString(), Is.EqualTo("person"));
            Assert.That(formats[0].GetProperty("json_schema").GetProperty("strict").GetBoolean(), Is.True);
            Assert.That(formats[1].GetProperty("json_schema").GetProperty("strict").GetBoolean(), Is.False);
            Assert.That(formats[2].GetRawText(), Is.EqualTo("""{"type":"json_object"}"""));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Sends_images_as_data_and_as_addresses(CancellationToken cancellationToken)
    {
        var client = await _models.OpenAsync(cancellationToken);
        var message = new ChatMessage(ChatRole.User,
        [
            new TextContent("What is this?"),
            new DataContent(new byte[] { 1, 2, 3 }, "image/png"),
            new UriContent("https://example.org/cat.jpg", "image/jpeg"),
        ]);

        await client.GetResponseAsync([message], cancellationToken: cancellationToken);

        var parts = _server.Requests[0].Body.GetProperty("messages")[0].GetProperty("content");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(parts[0].GetProperty("text").GetString(), Is.EqualTo("What is this?"));
            Assert.That(parts[1].GetProperty("image_url").GetProperty("url").GetString(), Is.EqualTo("data:image/png;base64,AQID"));
            Assert.That(parts[2].GetProperty("image_url").GetProperty("url").GetString(), Is.EqualTo("https://example.org/cat.jpg"));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Puts_streamed_tool_calls_together_and_sends_their_results_back(bool stream, CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of().ToolCall("call_1", "weather", "{\"ci", "ty\":\"서", "울\"}").ToolCall("call_1", "weather", "{}"), FakeReply.Of("Sunny."));
        var client = await _models.OpenAsync(cancellationToken);
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create((string city) => city, "weather", "Tells the weather.")] };
        var messages = new List<ChatMessage> { new(ChatRole.User, "Weather?") };

        var asked = stream
            ? await client.GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken)
            : await client.GetResponseAsync(messages, options, cancellationToken);
        var calls = asked.Messages[0].Contents.OfType<FunctionCallContent>().ToList();
        messages.AddMessages(asked);
        messages.Add(new ChatMessage(ChatRole.Tool, [.. calls.Select(call => new FunctionResultContent(call.CallId, "sunny"))]));
        var answer = await client.GetResponseAsync(messages, options, cancellationToken);

        var sent = _server.Requests[1].Body.GetProperty("messages");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(asked.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
            Assert.That(calls[0].Arguments!["city"]!.ToString(), Is.EqualTo("서울"));
            Assert.That(calls[1].CallId, Is.Not.EqualTo(calls[0].CallId), "the server used an id twice");
            Assert.That(sent[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("name").GetString(), Is.EqualTo("weather"));
            Assert.That(sent[2].GetProperty("tool_call_id").GetString(), Is.EqualTo("call_1"));
            Assert.That(_server.Requests[0].Body.GetProperty("tools")[0].GetProperty("function").GetProperty("parameters").GetProperty("properties").TryGetProperty("city", out _), Is.True);
            Assert.That(answer.Text, Is.EqualTo("Sunny."));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-41")]
    public async Task Tool_arguments_that_were_cut_short_are_an_exception_on_the_call_not_a_crash(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of().ToolCall("c", "weather", "{\"city\":\"Se") with { FinishReason = "length" });

        var answer = await _models.AskAsync(cancellationToken);

        Assert.That(answer.Messages[0].Contents.OfType<FunctionCallContent>().Single().Exception, Is.Not.Null);
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-42")]
    public async Task Korean_that_arrives_byte_by_byte_is_intact(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of("보증 기간은 ", "구매일부터 2년", "입니다. 뷁쀍 🙂").ByteByByte());

        var answer = await _models.AskAsync(cancellationToken);

        Assert.That(answer.Text, Is.EqualTo("보증 기간은 구매일부터 2년입니다. 뷁쀍 🙂"));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Thinking_is_told_apart_from_the_answer(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of().Thought("Hm. ").Text("42"));

        var answer = await _models.AskAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("42"));
            Assert.That(answer.Messages[0].Contents.OfType<TextReasoningContent>().Single().Text, Is.EqualTo("Hm. "));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_server_that_answers_a_stream_in_one_piece_is_understood(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Whole(
            """{"id":"x","model":"m","choices":[{"index":0,"message":{"role":"narrator","content":"All at once."},"finish_reason":"eos"}]}""",
            "application/json"));

        var answer = await _models.AskAsync(cancellationToken);

        Assert.That(answer.Text, Is.EqualTo("All at once."));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Azure_gets_its_key_header_at_the_version_1_address(CancellationToken cancellationToken)
    {
        await _models.Store.SaveAsync(
            Support.Models.To(_server, "azure") with { Kind = ConnectionKind.AzureOpenAI, BaseUrl = _server.Root },
            cancellationToken);

        var answer = await _models.AskAsync(cancellationToken, name: "azure");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("Hello from the fake."));
            Assert.That(_server.Requests[0].Path, Is.EqualTo("/openai/v1/chat/completions"));
            Assert.That(_server.Requests[0].Headers["api-key"], Is.EqualTo(Support.Models.Key));
            Assert.That(_server.Requests[0].Headers, Does.Not.ContainKey("Authorization"));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Lists_the_models_of_a_connection_that_names_none_and_sends_no_key_where_there_is_none(CancellationToken cancellationToken)
    {
        _server.ApiKey = null;
        _server.Models = ["b-model", "a-model"];
        await _models.Store.SaveAsync(
            new Connection { Name = "local", Kind = ConnectionKind.OpenAI, BaseUrl = _server.Root }, cancellationToken);

        var models = await _models.Chat.ListModelsAsync("local", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(models, Is.EqualTo(new[] { "a-model", "b-model" }));
            Assert.That(_server.Requests[0].Path, Is.EqualTo("/v1/models"));
            Assert.That(_server.Requests[0].Headers, Does.Not.ContainKey("Authorization"));
        }
    }
}
