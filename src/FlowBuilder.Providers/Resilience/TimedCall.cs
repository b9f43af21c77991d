namespace FlowBuilder.Providers.Resilience;

/// <summary>Calls a provider for one whole answer, within a time.</summary>
internal static class TimedCall
{
    /// <summary>Calls, and says every failure in the words of the connection; who gives up gets an <see cref="OperationCanceledException"/>, whatever the provider threw.</summary>
    /// <param name="runtime">The connection.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<T> RunAsync<T>(
        ConnectionRuntime runtime, TimeSpan limit, TimeProvider time, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var clock = new TokenClock(time, cancellationToken);
        clock.Start(limit);
        try
        {
            return await call(clock.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw clock.HasRunOut ? runtime.Faults.FirstTokenTimeout(limit) : AnyFailure.From(failure, runtime.Faults);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new OperationCanceledException("The call was cancelled.", failure, cancellationToken);
        }
    }
}
