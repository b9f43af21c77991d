using System.Collections.Concurrent;
using System.Threading.Channels;
using FlowBuilder.Core.Publishing.Deliveries;

namespace FlowBuilder.Web.Publishing.Deliveries;

/// <summary>Empties the outbox: sends what is due, some at once, and sleeps until something is.</summary>
/// <remarks>
/// What is under way is known in memory only: where the program ends in between, it is still in the outbox, and is sent again by
/// the next. One program uses a data folder at a time, so nobody else sends it.
/// </remarks>
internal sealed class DeliveryService(IDeliveryOutbox outbox, DeliverySending sending, TimeProvider time, ILogger<DeliveryService> logger) : BackgroundService
{
    private const int MostUnderWay = 16;
    private const int MostPerTarget = 4;

    // A target whose flow comes back from the bin is noticed by nobody else.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, bool> _underWay = new(StringComparer.Ordinal);
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        outbox.Added += Wake;
        try
        {
            while (true) await SleepAsync(await StartDueAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is under way is given up with the program, and stays in the outbox.
        }
        finally
        {
            outbox.Added -= Wake;

            // Each rings once it is out: the store must not go before what writes to it.
            while (!_underWay.IsEmpty) await _bell.Reader.ReadAsync(CancellationToken.None);
        }
    }

    private void Wake() => _bell.Writer.TryWrite(true);

    // Gives when to look again at the latest.
    private async Task<DateTimeOffset> StartDueAsync(CancellationToken cancellationToken)
    {
        try
        {
            // One that ends while the outbox is read is in what was read as it was before: sent again, it would come twice.
            var before = _underWay.Keys;
            var now = time.GetUtcNow();
            foreach (var delivery in await outbox.ListDueAsync(now, MostPerTarget, MostUnderWay * MostPerTarget, cancellationToken))
            {
                if (_underWay.Count >= MostUnderWay) break;
                if (!before.Contains(delivery.Id) && _underWay.TryAdd(delivery.Id, true)) _ = SendAsync(delivery, cancellationToken);
            }

            var latest = now + LongestSleep;
            return await outbox.NextDueAsync(now, cancellationToken) is { } due && due < latest ? due : latest;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogError(fault, "The outbox of deliveries cannot be read; it is tried again soon.");
            return time.GetUtcNow() + AfterFault;
        }
    }

    private async Task SleepAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var wait = until - time.GetUtcNow();
        if (wait <= TimeSpan.Zero) return;
        using var alarm = new CancellationTokenSource(wait, time);

        // The time may have come between the reading of the clock and the setting of the alarm.
        if (time.GetUtcNow() >= until) return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(alarm.Token, cancellationToken);
        try
        {
            await _bell.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Something is due.
        }
    }

    private async Task SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            var tried = await sending.TryAsync(delivery, cancellationToken);
            await outbox.RecordAsync(tried, CancellationToken.None);
            if (tried.State == DeliveryState.GivenUp) logger.LogWarning("The delivery {Delivery} to the target {Target} was given up after {Attempts} attempts.", tried.Id, tried.Target, tried.Attempts);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // What cannot be written down would be sent again at once, and again.
            logger.LogError(fault, "The delivery {Delivery} could not be sent or written down; it is tried again soon.", delivery.Id);
            await Task.Delay(AfterFault, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        finally
        {
            _underWay.TryRemove(delivery.Id, out _);
            Wake();
        }
    }
}
