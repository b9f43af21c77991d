namespace FlowBuilder.Web.Scheduling;

/// <summary>Runs schedules for as long as the program does: sleeps until something is due or changed.</summary>
internal sealed class ScheduleHost(ScheduleRunner runner, ScheduleNews news, TimeProvider time, ILogger<ScheduleHost> logger) : BackgroundService
{
    // A machine that slept, or whose clock was set, is noticed within this.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _changed = new(0, 1);

    /// <inheritdoc/>
    public override void Dispose()
    {
        news.Edited -= Wake;
        _changed.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        news.Edited += Wake;
        try
        {
            while (true) await SleepAsync(await TickAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was claimed and not started is taken up by the next start.
        }
    }

    // Null to sleep until something is changed.
    private async ValueTask<TimeSpan?> TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await runner.TickAsync(cancellationToken) is not { } next) return null;
            var wait = next - time.GetUtcNow();
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestSleep ? wait : LongestSleep;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(failure, "Schedules could not be looked at; the next try is in {Seconds} seconds.", AfterFailure.TotalSeconds);
            return AfterFailure;
        }
    }

    private async Task SleepAsync(TimeSpan? wait, CancellationToken cancellationToken)
    {
        using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = _changed.WaitAsync(awake.Token);
        var rested = wait is { } span ? Task.Delay(span, time, awake.Token) : Task.Delay(Timeout.InfiniteTimeSpan, awake.Token);
        await Task.WhenAny(changed, rested);
        await awake.CancelAsync();
        await ((Task)changed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Wake()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is to wake already.
        }
    }
}
