using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Testing.Models;

/// <summary>A chat client that gives written answers and keeps what it was asked.</summary>
/// <remarks>When the answers are used up, the last one is given again.</remarks>
public sealed class ScriptedChatClient(params IReadOnlyList<ScriptedAnswer> answers) : IChatClient
{
    private int _asked;

    /// <summary>Every request: its messages, as they were when it was made.</summary>
    public List<IReadOnlyList<ChatMessage>> Requests { get; } = [];

    /// <summary>The options of every request.</summary>
    public List<ChatOptions?> Options { get; } = [];

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Requests.Add([.. messages]);
        Options.Add(options);
        var answer = answers[Math.Min(_asked++, answers.Count - 1)];
        foreach (var chunk in answer.Chunks)
        {
            if (answer.Before is { } gate) await gate(chunk).WaitAsync(cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, chunk);
        }

        if (answer.Failure is { } failure) throw failure;
        if (answer.Calls.Count > 0) yield return new ChatResponseUpdate { Role = ChatRole.Assistant, Contents = [.. answer.Calls] };
        yield return new ChatResponseUpdate { Role = ChatRole.Assistant, FinishReason = answer.Finish };
        yield return new ChatResponseUpdate
        {
            Role = ChatRole.Assistant,
            Contents = [new UsageContent(new UsageDetails { InputTokenCount = answer.InputTokens, OutputTokenCount = answer.OutputTokens })],
        };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
