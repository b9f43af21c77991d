using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Resilience;

/// <summary>A connection's client with its places, retries, breaker, time-outs and fallback around it.</summary>
/// <remarks>
/// Whatever fails, leaves as a <see cref="NodeException"/>; cancelling leaves as an <see cref="OperationCanceledException"/>.
/// An answer asked for in one piece has the time of a first token and of a pause between tokens together.
/// </remarks>
internal sealed class ResilientChatClient(
    IChatClient inner,
    ConnectionRuntime runtime,
    ICallObserver observer,
    Func<NodeException, CancellationToken, ValueTask<IChatClient?>> openFallback,
    TimeProvider time) : IChatClient
{
    private readonly ConnectionLimits _limits = runtime.Connection.Limits;

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        NodeException failed;
        try
        {
            using var place = await runtime.Pipeline.EnterAsync(cancellationToken).ConfigureAwait(false);
            return await runtime.Pipeline.RunAsync(
                token => AnswerAsync(sent, options, token), observer, cancellationToken).ConfigureAwait(false);
        }
        catch (NodeException failure)
        {
            failed = failure;
        }

        var fallback = await openFallback(failed, cancellationToken).ConfigureAwait(false) ?? throw failed;
        return await fallback.GetResponseAsync(sent, WithoutModel(options), cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        NodeException? failed = null;
        StartedAnswer? answer = null;
        try
        {
            answer = await StartAsync(sent, options, cancellationToken).ConfigureAwait(false);
        }
        catch (NodeException failure)
        {
            failed = failure;
        }

        if (answer is not null)
        {
            await using (answer.ConfigureAwait(false))
            {
                await foreach (var update in answer.ReadAsync().ConfigureAwait(false)) yield return update;
            }

            yield break;
        }

        var fallback = await openFallback(failed!, cancellationToken).ConfigureAwait(false) ?? throw failed!;
        var updates = fallback.GetStreamingResponseAsync(sent, WithoutModel(options), cancellationToken);
        await foreach (var update in updates.ConfigureAwait(false)) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : inner.GetService(serviceType, serviceKey);

    public void Dispose()
    {
    }

    private async ValueTask<StartedAnswer> StartAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        var place = await runtime.Pipeline.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await runtime.Pipeline.RunAsync(
                _ => StartedAnswer.StartAsync(inner, messages, options, place, runtime, time, cancellationToken),
                observer,
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    private ValueTask<ChatResponse> AnswerAsync(
        IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken) =>
        TimedCall.RunAsync(
            runtime,
            _limits.FirstTokenTimeout + _limits.BetweenTokensTimeout,
            time,
            token => inner.GetResponseAsync(messages, options, token),
            cancellationToken);

    /// <summary>A model named in the options is the first connection's; the fallback was opened with its own.</summary>
    private static ChatOptions? WithoutModel(ChatOptions? options)
    {
        if (options?.ModelId is null) return options;
        var others = options.Clone();
        others.ModelId = null;
        return others;
    }
}
