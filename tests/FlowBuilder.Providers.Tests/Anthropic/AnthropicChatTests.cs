using System.Text.Json;
using FlowBuilder.Providers.Tests.Support;
using FlowBuilder.Testing.Fakes.Anthropic;
using FlowBuilder.Testing.Fakes.ModelServers;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Tests.Anthropic;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AnthropicChatTests
{
    private FakeAnthropicServer _server = null!;
    private Support.Models _models = null!;

    [SetUp]
    public async Task SetUp()
    {
        _server = await FakeAnthropicServer.StartNewAsync();
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
        _server.Reply(FakeReply.Of("Hel").Wait(gate).Text("lo", " 안녕").ByteByByte());
        var client = await _models.OpenAsync(cancellationToken);
        var text = new List<string>();

        await foreach (var update in client.GetStreamingResponseAsync("Hi", cancellationToken: cancellationToken))
        {
            if (update.Text.Length == 0) continue;
            text.Add(update.Text);
            gate.Open();
        }

        Assert.That(text, Is.EqualTo(new[] { "Hel", "lo", " 안녕" }));
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
            Assert.That(answer.ModelId, Is.EqualTo("claude-haiku-4-5"));
            Assert.That(answer.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Sends_system_images_and_options_in_the_protocols_words(CancellationToken cancellationToken)
    {
        var client = await _models.OpenAsync(cancellationToken);

        await client.GetResponseAsync(
        [
            new ChatMessage(ChatRole.System, "Be brief."),
            new ChatMessage(ChatRole.User, [new TextContent("What is this?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")]),
        ], new ChatOptions { Temperature = 0.5f, MaxOutputTokens = 50, StopSequences = ["END"], Seed = 1 }, cancellationToken);

        var body = _server.Requests[0].Body;
        var content = body.GetProperty("messages")[0].GetProperty("content");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(body.GetProperty("system").ToString(), Does.Contain("Be brief."));
            Assert.That(body.GetProperty("temperature").GetDouble(), Is.EqualTo(0.5));
            Assert.That(body.GetProperty("max_tokens").GetInt32(), Is.EqualTo(50));
            Assert.That(body.GetProperty("stop_sequences")[0].GetString(), Is.EqualTo("END"));
            Assert.That(content[0].GetProperty("text").GetString(), Is.EqualTo("What is this?"));
            Assert.That(content[1].GetProperty("source").GetProperty("data").GetString(), Is.EqualTo("AQID"));
            Assert.That(_server.Requests[0].Headers["x-api-key"], Is.EqualTo(Support.Models.Key));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_model_that_takes_no_temperature_is_asked_again_without(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Fail(400, "temperature: Extra inputs are not permitted"), FakeReply.Of("Fine."));

        var answer = await _models.AskAsync(cancellationToken, new ChatOptions { Temperature = 0, MaxOutputTokens = 9 });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("Fine."));
            Assert.That(_server.Requests[0].Body.TryGetProperty("temperature", out _), Is.True);
            Assert.That(_server.Requests[1].Body.TryGetProperty("temperature", out _), Is.False);
            Assert.That(_server.Requests.Select(request => request.Body.GetProperty("max_tokens").GetInt32()), Is.All.EqualTo(9));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_schema_is_a_tool_whose_arguments_stream_as_the_answer(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of().ToolCall("toolu_1", "give_answer", "{\"na", "me\":\"김\"}"));
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}""");
        var client = await _models.OpenAsync(cancellationToken);
        var pieces = new List<ChatResponseUpdate>();

        await foreach (var update in client.GetStreamingResponseAsync(
            "Who?", new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement) }, cancellationToken))
        {
            pieces.Add(update);
        }

        var answer = pieces.ToChatResponse();
        var body = _server.Requests[0].Body;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pieces.Select(piece => piece.Text).Where(text => text.Length > 0), Is.EqualTo(new[] { "{\"na", "me\":\"김\"}" }));
            Assert.That(answer.Text, Is.EqualTo("""{"name":"김"}"""));
            Assert.That(answer.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
            Assert.That(answer.Messages[0].Contents.OfType<FunctionCallContent>(), Is.Empty);
            Assert.That(body.GetProperty("tools")[0].GetProperty("input_schema").GetProperty("properties").TryGetProperty("name", out _), Is.True);
            Assert.That(body.GetProperty("tool_choice").GetProperty("type").GetString(), Is.EqualTo("any"));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Json_without_a_schema_is_an_instruction(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Json(new { a = 1 }));

        var answer = await _models.AskAsync(cancellationToken, new ChatOptions { ResponseFormat = ChatResponseFormat.Json });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("""{"a":1}"""));
            Assert.That(_server.Requests[0].Body.GetProperty("system").ToString(), Does.Contain("JSON object only"));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Puts_tool_calls_together(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of("Let me look.").ToolCall("toolu_1", "weather", "{\"city\":", "\"서울\"}"));

        var answer = await _models.AskAsync(cancellationToken, new ChatOptions
        {
            Tools = [AIFunctionFactory.Create((string city) => city, "weather", "Tells the weather.")],
        });

        var call = answer.Messages[0].Contents.OfType<FunctionCallContent>().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Text, Is.EqualTo("Let me look."));
            Assert.That(call.Arguments!["city"]!.ToString(), Is.EqualTo("서울"));
            Assert.That(answer.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
        }
    }

    [TestCase(401, null, "model.unauthorized")]
    [TestCase(404, null, "model.not-found")]
    [TestCase(400, null, "model.rejected")]
    [TestCase(429, null, "model.rate-limited")]
    [TestCase(529, null, "model.unavailable")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Failures_have_the_same_codes_as_everybodys(int status, string? code, string expected, CancellationToken cancellationToken)
    {
        _server.Otherwise = _ => FakeReply.Fail(status, $"No, {Support.Models.Key}.", code);

        var failure = await _models.FailAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure.Code, Is.EqualTo(expected));
            Assert.That(_server.Requests, Has.Count.EqualTo(failure.IsTransient ? 4 : 1));
        }
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task An_overload_inside_the_stream_before_any_text_is_tried_again(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of().Error("Overloaded", "overloaded_error"), FakeReply.Of("Fine."));

        Assert.That((await _models.AskAsync(cancellationToken)).Text, Is.EqualTo("Fine."));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_stream_that_breaks_after_text_ends_as_incomplete(CancellationToken cancellationToken)
    {
        Func<FakeReply, FakeReply>[] broken =
        [
            reply => reply.Cut(),
            reply => reply.EndEarly(),
            reply => reply.Raw("event: content_block_delta\ndata: {garbage\n\n"),
            reply => reply.Error($"Overloaded {Support.Models.Key}", "overloaded_error"),
        ];
        foreach (var breakOff in broken)
        {
            var gate = new FakeGate();
            var reply = breakOff(FakeReply.Of("Half").Wait(gate));
            _server.Reply(reply);
            var failure = await _models.FailAsync(cancellationToken, onText: gate);
            Assert.That(failure.Code, Is.EqualTo("model.incomplete"), reply.Parts[^1].ToString());
        }

        Assert.That(_server.Requests, Has.Count.EqualTo(broken.Length));
    }

    [TestCase("text/html", "<html></html>")]
    [TestCase("application/json", "{\"type\":\"message\"}")]
    [TestCase("text/event-stream", "event: message_start\ndata: nonsense\n\n")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task What_is_no_answer_is_said_to_be_none(string type, string body, CancellationToken cancellationToken)
    {
        _server.Otherwise = _ => FakeReply.Whole(body, type);

        var failure = await _models.FailAsync(cancellationToken);

        Assert.That(failure.Code, Is.EqualTo("model.bad-response").Or.EqualTo("model.unavailable"));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_refusal_is_a_fault(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of() with { FinishReason = "refusal" });

        Assert.That((await _models.FailAsync(cancellationToken)).Code, Is.EqualTo("model.refused"));
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Cancelling_closes_the_line(CancellationToken cancellationToken)
    {
        _server.Reply(FakeReply.Of("Half").Silence());
        using var cancel = new CancellationTokenSource();

        var asking = _models.AskAsync(cancel.Token);
        var request = await _server.WaitForRequestAsync(1, cancellationToken);
        await cancel.CancelAsync();

        Assert.That(async () => await asking, Throws.InstanceOf<OperationCanceledException>());
        await request.Disconnected.WaitAsync(cancellationToken);
    }

    [Test]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Lists_models(CancellationToken cancellationToken)
    {
        _server.Models = ["claude-b", "claude-a"];

        var models = await _models.Chat.AskForModelsAsync(Support.Models.To(_server), cancellationToken);

        Assert.That(models, Is.EqualTo(new[] { "claude-b", "claude-a" }));
    }
}
