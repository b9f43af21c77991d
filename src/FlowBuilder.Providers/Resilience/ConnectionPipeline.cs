using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;
using FlowBuilder.Providers.Faults;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace FlowBuilder.Providers.Resilience;

/// <summary>What all calls of one connection share: the places, the retries, the breaker.</summary>
/// <remarks>
/// The pipeline covers a call up to its first token, since after that nothing may be repeated; the place is held until the
/// answer has ended. Retries stand outside the breaker, so that every try counts for it.
/// </remarks>
[SuppressMessage(
    "Design", "CA1001", Justification = "Calls under way use it after its connection changed; the limiter holds memory only.")]
internal sealed class ConnectionPipeline
{
    private static readonly ResiliencePropertyKey<ICallObserver> ObserverKey = new("flowbuilder.observer");
    private static readonly TimeSpan BreakerWindow = TimeSpan.FromSeconds(30);

    private readonly ConnectionLimits _limits;
    private readonly ModelFaults _faults;
    private readonly ConcurrencyLimiter _places;
    private readonly ResiliencePipeline _pipeline;
    private LocalText? _lastFailure;

    public ConnectionPipeline(ConnectionLimits limits, ModelFaults faults, ProviderOptions options, TimeProvider time)
    {
        _limits = limits;
        _faults = faults;
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = Math.Max(1, limits.MaxConcurrentCalls),
            QueueLimit = Math.Max(0, limits.MaxQueuedCalls),
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (limits.MaxRetries > 0) builder.AddRetry(Retries(options));
        _pipeline = builder.AddCircuitBreaker(Breaker()).Build();
    }

    /// <summary>Waits for a place; dispose it when the call has ended.</summary>
    /// <exception cref="ModelException">Too many calls wait already.</exception>
    public async ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken)
    {
        var lease = await _places.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        if (lease.IsAcquired) return lease;
        lease.Dispose();
        throw _faults.Busy();
    }

    /// <summary>Makes a call, again where that may help.</summary>
    /// <exception cref="ModelException">It failed for good.</exception>
    public async ValueTask<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> call, ICallObserver observer, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(ObserverKey, observer);
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, call) => call(context.CancellationToken), context, call).ConfigureAwait(false);
        }
        catch (BrokenCircuitException failure)
        {
            throw _faults.Paused(failure.RetryAfter, Volatile.Read(ref _lastFailure));
        }
        catch (ModelException failure) when (failure.IsTransient && failure.RetryAfter > _limits.MaxRetryDelay)
        {
            throw ModelFaults.WaitTooLong(failure, _limits.MaxRetryDelay);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private RetryStrategyOptions Retries(ProviderOptions options) => new()
    {
        MaxRetryAttempts = _limits.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.FirstRetryDelay,
        MaxDelay = _limits.MaxRetryDelay > TimeSpan.Zero ? _limits.MaxRetryDelay : TimeSpan.FromMilliseconds(1),
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is ModelException { IsTransient: true, Kind: not Core.Faults.FaultKind.Timeout } failure
            && (failure.RetryAfter is null || failure.RetryAfter <= _limits.MaxRetryDelay)),
        DelayGenerator = arguments => ValueTask.FromResult(
            arguments.Outcome.Exception is ModelException { RetryAfter: { } asked } ? Spread(asked, options) : (TimeSpan?)null),
        OnRetry = arguments =>
        {
            if (arguments.Outcome.Exception is ModelException failure)
                arguments.Context.Properties.GetValue(ObserverKey, null!)?.OnRetry(arguments.AttemptNumber + 1, arguments.RetryDelay, failure.Text);
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>The wait that was asked for and up to a tenth more, never less than a moment, so that calls do not come back all at once.</summary>
    private static TimeSpan Spread(TimeSpan asked, ProviderOptions options)
    {
        var spread = TimeSpan.FromTicks(Math.Max(asked.Ticks / 10, options.FirstRetryDelay.Ticks / 2));
        return asked + spread * Random.Shared.NextDouble();
    }

    private CircuitBreakerStrategyOptions Breaker() => new()
    {
        // All calls of the window failed, and there were at least so many of them: so many failures in a row.
        FailureRatio = 1.0,
        MinimumThroughput = Math.Max(2, _limits.BreakerFailures),
        SamplingDuration = BreakerWindow,
        BreakDuration = TimeSpan.FromTicks(Math.Clamp(
            _limits.BreakerDuration.Ticks, TimeSpan.FromMilliseconds(500).Ticks, TimeSpan.FromDays(1).Ticks)),
        ShouldHandle = arguments =>
        {
            if (arguments.Outcome.Exception is not ModelException { IsOutage: true } failure) return ValueTask.FromResult(false);
            Volatile.Write(ref _lastFailure, failure.Text);
            return ValueTask.FromResult(true);
        },
    };
}
