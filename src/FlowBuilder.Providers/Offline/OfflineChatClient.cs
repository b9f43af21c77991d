using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Offline;

/// <summary>The built-in demo model: it quotes the sentences of the prompt that answer its question best.</summary>
/// <remarks>
/// Deterministic: temperature and seed change nothing. It honours the token limit, stop sequences and JSON answers, streams
/// word by word and counts tokens by <see cref="TokenEstimator"/>. Tools are called by the rules of <see cref="OfflineTools"/>.
/// </remarks>
internal sealed partial class OfflineChatClient(TimeSpan wordDelay, TimeProvider time) : IChatClient
{
    /// <summary>The only model there is.</summary>
    public const string ModelName = "extractive-1";

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        new OfflineChatClient(TimeSpan.Zero, time)
            .GetStreamingResponseAsync(messages, options, cancellationToken)
            .ToChatResponseAsync(cancellationToken);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sent = messages.ToList();
        var calls = OfflineTools.CallsFor(sent, options);
        var (answer, finish) = calls.Count > 0 ? ("", ChatFinishReason.ToolCalls) : Cut(OfflineAnswer.To(sent, options), options);
        if (calls.Count > 0) yield return new ChatResponseUpdate(ChatRole.Assistant, [.. calls]) { ModelId = ModelName, MessageId = "offline", ResponseId = "offline" };
        foreach (Match word in Words().Matches(answer))
        {
            if (wordDelay > TimeSpan.Zero) await Task.Delay(wordDelay, time, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            yield return Update(new TextContent(word.Value));
        }

        var input = TokenEstimator.Count(sent.Select(TextOf)) + TokenEstimator.Count(options?.Instructions);
        var output = TokenEstimator.Count(answer) + TokenEstimator.Count(calls.Select(call => call.Name));
        var last = Update(new UsageContent(new UsageDetails
        {
            InputTokenCount = input,
            OutputTokenCount = output,
            TotalTokenCount = input + output,
        }));
        last.FinishReason = finish;
        yield return last;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceKey is not null) return null;
        if (serviceType == typeof(ChatClientMetadata)) return new ChatClientMetadata("offline", null, ModelName);
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
    }

    private static string TextOf(ChatMessage message) =>
        message.Text + string.Concat(message.Contents.OfType<FunctionResultContent>().Select(result => result.Result?.ToString()));

    private static ChatResponseUpdate Update(AIContent content) =>
        new(ChatRole.Assistant, [content]) { ModelId = ModelName, MessageId = "offline", ResponseId = "offline" };

    private static (string Answer, ChatFinishReason Finish) Cut(string answer, ChatOptions? options)
    {
        foreach (var stop in options?.StopSequences ?? [])
        {
            var at = stop.Length == 0 ? -1 : answer.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0) answer = answer[..at];
        }

        if (options?.MaxOutputTokens is not { } limit || TokenEstimator.Count(answer) <= limit) return (answer, ChatFinishReason.Stop);
        var kept = 0;
        foreach (Match word in Words().Matches(answer))
        {
            if (TokenEstimator.Count(answer.AsSpan(0, word.Index + word.Length)) > limit) break;
            kept = word.Index + word.Length;
        }

        return (answer[..kept].TrimEnd(), ChatFinishReason.Length);
    }

    [GeneratedRegex(@"\s*\S+\s*")]
    private static partial Regex Words();
}
