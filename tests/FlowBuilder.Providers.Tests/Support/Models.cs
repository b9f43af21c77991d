using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Testing.Fakes.Anthropic;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Tests.Support;

/// <summary>Chat models over a store in memory, with quick retries.</summary>
internal sealed class Models : IDisposable
{
    public const string Key = "fbcanary-4f9a1c7e";

    public Models(params Connection[] connections)
        : this(TimeProvider.System, connections)
    {
    }

    public Models(TimeProvider time, params Connection[] connections)
    {
        Store = new InMemoryConnectionStore(connections);
        Chat = new ChatModels(
            Store,
            new ProviderOptions { FirstRetryDelay = TimeSpan.FromMilliseconds(1), OfflineWordDelay = TimeSpan.Zero },
            time);
    }

    public InMemoryConnectionStore Store { get; }

    public ChatModels Chat { get; }

    public RecordingObserver Observer { get; } = new();

    public static Connection To(FakeOpenAiServer server, string name = "main", ConnectionLimits? limits = null) => new()
    {
        Name = name,
        Kind = ConnectionKind.OpenAI,
        BaseUrl = server.BaseUrl,
        ApiKey = new Secret(Key),
        Models = ["gpt-4o-mini"],
        Limits = limits ?? new ConnectionLimits(),
    };

    public static Connection To(FakeAnthropicServer server, string name = "main", ConnectionLimits? limits = null) => new()
    {
        Name = name,
        Kind = ConnectionKind.Anthropic,
        BaseUrl = server.BaseUrl,
        ApiKey = new Secret(Key),
        Models = ["claude-haiku-4-5"],
        Limits = limits ?? new ConnectionLimits(),
    };

    public async Task<IChatClient> OpenAsync(CancellationToken cancellationToken, string name = "main", string? model = null) =>
        (await Chat.OpenAsync(name, model, Observer, cancellationToken)).Client;

    /// <summary>Streams an answer to "Hi" and puts its updates together; opens a gate when text has arrived.</summary>
    public async Task<ChatResponse> AskAsync(
        CancellationToken cancellationToken, ChatOptions? options = null, string name = "main", FakeGate? onText = null)
    {
        var client = await OpenAsync(cancellationToken, name);
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in client.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Hi")], options, cancellationToken))
        {
            updates.Add(update);
            if (update.Text.Length > 0) onText?.Open();
        }

        return updates.ToChatResponse();
    }

    /// <summary>Streams an answer that must fail, and checks that nobody's key is in what people would read.</summary>
    public async Task<NodeException> FailAsync(CancellationToken cancellationToken, string name = "main", FakeGate? onText = null)
    {
        NodeException? failure = null;
        try
        {
            await AskAsync(cancellationToken, name: name, onText: onText);
        }
        catch (NodeException caught)
        {
            failure = caught;
        }

        Assert.That(failure, Is.Not.Null, "The call should have failed.");
        CheckNoKey(failure!);
        return failure!;
    }

    public static void CheckNoKey(NodeException failure)
    {
        Assert.That(failure.ToString(), Does.Not.Contain(Key), "key in the exception");
        foreach (var text in failure.Text.All.Values) Assert.That(text, Does.Not.Contain(Key), "key in the text");
        Assert.That(failure.Text.All, Contains.Key("ko"));
    }

    public void Dispose() => Chat.Dispose();
}
