using System.ComponentModel.DataAnnotations;

namespace FlowBuilder.Core.Models;

/// <summary>The resilience of one connection: retries, breaker, time-outs, concurrency.</summary>
public sealed record ConnectionLimits
{
    /// <summary>Tries after the first one, on 408, 429, 5xx and broken connections, while no text was received.</summary>
    /// <value>0 to 10; 3 by default.</value>
    [Range(0, 10)]
    public int MaxRetries { get; init; } = 3;

    /// <summary>The longest wait that a provider's Retry-After may ask for before the call fails instead.</summary>
    /// <value>60 seconds by default.</value>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait for the first token of an answer.</summary>
    /// <value>60 seconds by default.</value>
    public TimeSpan FirstTokenTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The longest silence between two tokens.</summary>
    /// <value>60 seconds by default.</value>
    public TimeSpan BetweenTokensTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Calls under way at once; further ones wait.</summary>
    /// <value>1 to 10,000; 16 by default.</value>
    [Range(1, 10_000)]
    public int MaxConcurrentCalls { get; init; } = 16;

    /// <summary>Calls that may wait for a place; further ones are refused.</summary>
    /// <value>0 to 100,000; 256 by default.</value>
    [Range(0, 100_000)]
    public int MaxQueuedCalls { get; init; } = 256;

    /// <summary>Failures in a row (at least) within half a minute that open the breaker.</summary>
    /// <value>2 to 1,000; 8 by default.</value>
    [Range(2, 1000)]
    public int BreakerFailures { get; init; } = 8;

    /// <summary>How long an open breaker refuses calls.</summary>
    /// <value>15 seconds by default.</value>
    public TimeSpan BreakerDuration { get; init; } = TimeSpan.FromSeconds(15);
}
