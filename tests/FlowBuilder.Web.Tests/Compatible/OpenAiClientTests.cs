using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Web.Tests.Support;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;

namespace FlowBuilder.Web.Tests.Compatible;

/// <summary>The official client for .NET, unchanged, against a running program.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OpenAiClientTests
{
    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_answer_comes_whole_with_what_it_used(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        var client = (await ConnectedAsync(program, server, cancellationToken)).GetChatClient("talk");
        server.Reply(FakeReply.Of("Hel", "lo").Usage(23, 5));

        var completion = (await client.CompleteChatAsync([new UserChatMessage("Hi")], cancellationToken: cancellationToken)).Value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(completion.Content.Single().Text, Is.EqualTo("Hello"));
            Assert.That(completion.Role, Is.EqualTo(ChatMessageRole.Assistant));
            Assert.That(completion.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
            Assert.That(completion.Model, Is.EqualTo("talk"));
            Assert.That(completion.Usage.InputTokenCount, Is.EqualTo(23));
            Assert.That(completion.Usage.OutputTokenCount, Is.EqualTo(5));
            Assert.That(completion.Usage.TotalTokenCount, Is.EqualTo(28));
            Assert.That(completion.Id, Does.StartWith("chatcmpl-"));
            Assert.That(completion.CreatedAt, Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(5)));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task An_answer_comes_piece_by_piece_before_the_model_has_finished(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        var client = (await ConnectedAsync(program, server, cancellationToken)).GetChatClient("talk");
        var gate = new FakeGate();
        server.Reply(FakeReply.Of("안녕").Wait(gate).Text("하세요").Usage(23, 5));

        var texts = new List<string>();
        var finished = new List<ChatFinishReason>();
        ChatTokenUsage? usage = null;
        await foreach (var update in client.CompleteChatStreamingAsync([new UserChatMessage("Hi")], cancellationToken: cancellationToken))
        {
            texts.AddRange(update.ContentUpdate.Select(part => part.Text));
            if (string.Concat(texts) == "안녕") gate.Open();
            if (update.FinishReason is { } reason) finished.Add(reason);
            usage ??= update.Usage;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Concat(texts), Is.EqualTo("안녕하세요"));
            Assert.That(texts, Has.Member("하세요"));
            Assert.That(finished, Is.EqualTo(new[] { ChatFinishReason.Stop }));

            // This client always asks for usage.
            Assert.That(usage?.TotalTokenCount, Is.EqualTo(28));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task The_model_hears_what_was_said_before(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        var client = (await ConnectedAsync(program, server, cancellationToken)).GetChatClient("talk");

        await client.CompleteChatAsync(
            [
                new SystemChatMessage("Be brief."),
                new UserChatMessage("My name is Mina."),
                new AssistantChatMessage("Hello Mina."),
                new UserChatMessage("What is"),
                new SystemChatMessage("In Korean."),
                new UserChatMessage(ChatMessageContentPart.CreateTextPart("What is"), ChatMessageContentPart.CreateTextPart("my name?")),
            ],
            new ChatCompletionOptions { Temperature = 0.3f, MaxOutputTokenCount = 5, EndUserId = "mina" },
            cancellationToken);
        var messages = server.Requests[^1].Body.GetProperty("messages").EnumerateArray()
            .Select(message => $"{message.GetProperty("role").GetString()}: {message.GetProperty("content").GetString()}");

        Assert.That(messages, Is.EqualTo(new[]
        {
            "system: Be brief.", "user: My name is Mina.", "assistant: Hello Mina.", "user: What is", "system: In Korean.", "user: What is\nmy name?",
        }));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task A_picture_goes_to_the_flows_picture_input_and_stays_with_the_conversation(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        var client = (await ConnectedAsync(program, server, cancellationToken, """
            ask: input.chat {}
            picture: input.image {}
            model: model.chat {"connection":"fake","model":"fake-model"}
            answer: output.chat {}
            ask.text -> model.prompt
            picture.value -> model.images
            model.text -> answer.value
            """)).GetChatClient("talk");
        var picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
        var seen = new UserChatMessage(
            ChatMessageContentPart.CreateTextPart("What is this?"),
            ChatMessageContentPart.CreateImagePart(BinaryData.FromBytes(picture), "image/png"));

        await client.CompleteChatAsync([seen], cancellationToken: cancellationToken);
        await client.CompleteChatAsync([seen, new AssistantChatMessage("A dot."), new UserChatMessage("Which colour?")], cancellationToken: cancellationToken);

        Assert.That(server.Requests.Where(request => request.Path.EndsWith("/chat/completions", StringComparison.Ordinal)).Select(request => request.Body.GetRawText()),
            Has.Exactly(2).Contains(Convert.ToBase64String(picture)));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Endpoints_are_listed_as_models(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        var client = (await ConnectedAsync(program, server, cancellationToken)).GetOpenAIModelClient();
        await program.PublishAsync("greet", Published.Greeting, cancellationToken);
        await program.PublishAsync("gone", Published.Greeting, cancellationToken);
        await program.ChangeAsync("gone", new { isEnabled = false }, cancellationToken);

        OpenAIModelCollection models = await client.GetModelsAsync(cancellationToken);
        OpenAIModel model = await client.GetModelAsync("greet", cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(models.Select(item => item.Id), Is.EqualTo(new[] { "greet", "talk" }));
            Assert.That(model.Id, Is.EqualTo("greet"));
            Assert.That(model.OwnedBy, Is.EqualTo("flowbuilder"));
            Assert.That(model.CreatedAt, Is.EqualTo(TimeProvider.System.GetUtcNow()).Within(TimeSpan.FromMinutes(5)));
        }
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    public async Task Errors_are_those_that_the_client_knows(CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        await using var program = new TestProgram();
        var connected = await ConnectedAsync(program, server, cancellationToken);
        server.Otherwise = _ => FakeReply.Fail(401, "Incorrect API key provided: fbcanary-key.");

        async Task<ClientResultException> FaultOf(OpenAIClient client, string model) =>
            (await Catch(() => client.GetChatClient(model).CompleteChatAsync([new UserChatMessage("Hi")], cancellationToken: cancellationToken)))!;
        var unknown = await FaultOf(connected, "nowhere");
        var keyless = await FaultOf(ClientOf(program, "fb_wrong"), "talk");
        var limited = ClientOf(program, await program.NewKeyAsync(cancellationToken, requestsPerMinute: 1));
        await FaultOf(limited, "talk");
        var tooMany = await FaultOf(limited, "talk");
        var elsewhere = await FaultOf(ClientOf(program, await program.NewKeyAsync(cancellationToken, ["other"])), "talk");
        var failed = await FaultOf(connected, "talk");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((unknown.Status, CodeOf(unknown)), Is.EqualTo((404, "model_not_found")));
            Assert.That((keyless.Status, CodeOf(keyless)), Is.EqualTo((401, "invalid_api_key")));
            Assert.That((tooMany.Status, CodeOf(tooMany)), Is.EqualTo((429, "rate_limit_exceeded")));
            Assert.That(tooMany.GetRawResponse()!.Headers.TryGetValue("Retry-After", out var wait) && int.Parse(wait!, null) is > 0 and <= 60, Is.True);
            Assert.That((elsewhere.Status, CodeOf(elsewhere)), Is.EqualTo((403, "model_not_found")));
            Assert.That((failed.Status, CodeOf(failed)), Is.EqualTo((502, "model.unauthorized")));
            Assert.That(failed.Message, Does.Not.Contain("fbcanary"));
        }
    }

    private static async Task<ClientResultException?> Catch(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (ClientResultException fault)
        {
            return fault;
        }
    }

    private static string? CodeOf(ClientResultException fault) =>
        JsonElement.Parse(fault.GetRawResponse()!.Content.ToMemory().Span).GetProperty("error").GetProperty("code").GetString();

    private static async Task<OpenAIClient> ConnectedAsync(
        TestProgram program, FakeOpenAiServer server, CancellationToken cancellationToken, string drawing = Published.Chat)
    {
        await program.ConnectAsync(server, cancellationToken);
        await program.PublishAsync("talk", drawing, cancellationToken);
        return ClientOf(program, await program.NewKeyAsync(cancellationToken));
    }

    // Without the client's own repeating: what it does with an answer is what is looked at.
    private static OpenAIClient ClientOf(TestProgram program, string key) => new(
        new ApiKeyCredential(key),
        new OpenAIClientOptions { Endpoint = new Uri(program.Address, "v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });
}
