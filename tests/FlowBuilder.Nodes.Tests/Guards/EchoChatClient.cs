using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Guards;

/// <summary>A model that says again what it was asked, a few letters at a time, and keeps what it saw.</summary>
internal sealed class EchoChatClient(int chunk, Func<string, string>? change = null) : IChatClient
{
    /// <summary>Every text of every request.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>Awaited before the last piece.</summary>
    public Task BeforeLast { get; init; } = Task.CompletedTask;

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var texts = messages.Select(message => message.Text).ToList();
        lock (Seen) Seen.AddRange(texts);
        var answer = change is null ? texts[^1] : change(texts[^1]);
        for (var at = 0; at < answer.Length; at += chunk)
        {
            if (at + chunk >= answer.Length) await BeforeLast.WaitAsync(cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, answer.Substring(at, Math.Min(chunk, answer.Length - at)));
        }

        yield return new ChatResponseUpdate { Role = ChatRole.Assistant, FinishReason = ChatFinishReason.Stop };
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
