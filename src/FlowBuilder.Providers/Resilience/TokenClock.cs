namespace FlowBuilder.Providers.Resilience;

/// <summary>Times one wait at a time, and cancels the call's token when a wait was too long.</summary>
/// <remarks>It runs only while the provider is waited for: a slow reader of the answer does not use up the provider's time.</remarks>
internal sealed class TokenClock : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _call;

    public TokenClock(TimeProvider time, CancellationToken cancellationToken)
    {
        _timer = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _call = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
    }

    /// <summary>Cancelled when the caller cancels, and when a wait was too long.</summary>
    public CancellationToken Token => _call.Token;

    /// <summary>Whether a wait was too long.</summary>
    public bool HasRunOut => _timer.IsCancellationRequested;

    /// <summary>Begins a wait.</summary>
    public void Start(TimeSpan limit) => _timer.CancelAfter(limit);

    /// <summary>Ends a wait.</summary>
    public void Stop() => _timer.CancelAfter(Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _call.Dispose();
        _timer.Dispose();
    }
}
