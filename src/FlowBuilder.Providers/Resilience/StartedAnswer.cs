using System.Threading.RateLimiting;
using FlowBuilder.Core.Faults;
using FlowBuilder.Providers.Faults;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Providers.Resilience;

/// <summary>A streamed answer whose first token has come. From here on nothing is repeated.</summary>
/// <remarks>Disposing it closes the line to the provider and gives the connection's place back.</remarks>
internal sealed class StartedAnswer : IAsyncDisposable
{
    private readonly List<ChatResponseUpdate> _head;
    private readonly IAsyncEnumerator<ChatResponseUpdate> _rest;
    private readonly TokenClock _clock;
    private readonly RateLimitLease _place;
    private readonly ConnectionRuntime _runtime;
    private readonly CancellationToken _caller;
    private readonly bool _hasEnded;

    private StartedAnswer(
        List<ChatResponseUpdate> head,
        bool hasEnded,
        IAsyncEnumerator<ChatResponseUpdate> rest,
        TokenClock clock,
        RateLimitLease place,
        ConnectionRuntime runtime,
        CancellationToken caller)
    {
        (_head, _hasEnded, _rest, _clock, _place, _runtime, _caller) = (head, hasEnded, rest, clock, place, runtime, caller);
    }

    /// <summary>Sends the request and waits for the first token.</summary>
    /// <exception cref="NodeException">It failed, or no token came in time; the place is still the caller's then.</exception>
    public static async ValueTask<StartedAnswer> StartAsync(
        IChatClient client,
        IReadOnlyList<ChatMessage> messages,
        ChatOptions? options,
        RateLimitLease place,
        ConnectionRuntime runtime,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var limit = runtime.Connection.Limits.FirstTokenTimeout;
        var clock = new TokenClock(time, cancellationToken);
        var updates = client.GetStreamingResponseAsync(messages, options, clock.Token).GetAsyncEnumerator(clock.Token);
        var head = new List<ChatResponseUpdate>();
        try
        {
            clock.Start(limit);
            bool goesOn;
            while ((goesOn = await updates.MoveNextAsync().ConfigureAwait(false)) && Keep(head, updates.Current))
            {
            }

            clock.Stop();
            return new StartedAnswer(head, !goesOn, updates, clock, place, runtime, cancellationToken);
        }
        catch (Exception failure)
        {
            var hasRunOut = clock.HasRunOut;
            await CloseAsync(updates, clock).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
                throw new OperationCanceledException("The call was cancelled.", cancellationToken);
            throw hasRunOut ? runtime.Faults.FirstTokenTimeout(limit) : AnyFailure.From(failure, runtime.Faults);
        }
    }

    /// <summary>The whole answer, its first token included.</summary>
    /// <exception cref="NodeException">It broke off or stalled.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync()
    {
        foreach (var update in _head) yield return update;
        if (_hasEnded) yield break;
        while (await NextAsync().ConfigureAwait(false)) yield return _rest.Current;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(_rest, _clock).ConfigureAwait(false);
        _place.Dispose();
    }

    private async ValueTask<bool> NextAsync()
    {
        var limit = _runtime.Connection.Limits.BetweenTokensTimeout;
        try
        {
            _clock.Start(limit);
            var goesOn = await _rest.MoveNextAsync().ConfigureAwait(false);
            _clock.Stop();
            return goesOn;
        }
        catch (Exception failure)
        {
            if (_caller.IsCancellationRequested)
                throw new OperationCanceledException("The call was cancelled.", _caller);
            if (_clock.HasRunOut) throw _runtime.Faults.Stalled(limit);

            // A refusal is the answer's own end, not a break of it.
            var fault = AnyFailure.From(failure, _runtime.Faults);
            throw fault.Code == ModelFaultCodes.Refused ? fault : _runtime.Faults.Incomplete(fault);
        }
    }

    /// <summary>Keeps an update; true where it says nothing yet, such as the role alone.</summary>
    private static bool Keep(List<ChatResponseUpdate> head, ChatResponseUpdate update)
    {
        head.Add(update);
        return update.FinishReason is null && !update.Contents.Any(content => content switch
        {
            TextContent text => text.Text.Length > 0,
            TextReasoningContent thought => thought.Text.Length > 0,
            UsageContent => false,
            _ => true,
        });
    }

    private static async ValueTask CloseAsync(IAsyncEnumerator<ChatResponseUpdate> updates, TokenClock clock)
    {
        try
        {
            await updates.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or OperationCanceledException or NodeException)
        {
            // The answer is given up; that its line breaks while it is closed changes nothing.
        }

        clock.Dispose();
    }
}
