namespace FlowBuilder.Core.Publishing.Deliveries;

/// <summary>Keeps what is to be delivered, and what became of it. A run that ends is put in with its end, in one transaction.</summary>
public interface IDeliveryOutbox
{
    /// <summary>How many deliveries that wait no more are remembered of each target.</summary>
    const int RememberedDeliveries = 100;

    /// <summary>Raised after something was put in or made due, on any thread.</summary>
    event Action? Added;

    /// <summary>Deliveries that are due by a time, longest due first, of targets that are switched on and whose flow is not in the bin.</summary>
    /// <param name="now">The time.</param>
    /// <param name="perTarget">The most of one target, so that none keeps the others waiting.</param>
    /// <param name="limit">The most in all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<Delivery>> ListDueAsync(DateTimeOffset now, int perTarget, int limit, CancellationToken cancellationToken);

    /// <summary>When the next delivery after a time is due, in UTC; null where none is.</summary>
    ValueTask<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellationToken);

    /// <summary>Stores what became of an attempt, and marks the target as failing or not. Does nothing where the delivery is gone or waits no more.</summary>
    /// <remarks>What is remembered beyond <see cref="RememberedDeliveries"/> is forgotten.</remarks>
    ValueTask RecordAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Puts in a delivery that tells of no run.</summary>
    ValueTask AddAsync(Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Makes a delivery due now, as if for the first time; false where there is none of that target that waits no more.</summary>
    ValueTask<bool> RepeatAsync(string target, string id, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The delivery of that id, or null.</summary>
    ValueTask<Delivery?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The deliveries of a target, last put in first.</summary>
    ValueTask<IReadOnlyList<Delivery>> ListAsync(string target, CancellationToken cancellationToken);
}
