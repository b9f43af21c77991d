using FlowBuilder.Core.Models;

namespace FlowBuilder.Core.Publishing.Deliveries;

/// <summary>Keeps the targets of deliveries, their secrets encrypted.</summary>
/// <remarks>Targets go with their endpoint: renamed with it, not found while its flow is in the bin, removed when it is.</remarks>
public interface IDeliveryTargetStore
{
    /// <summary>Adds a target; false where there is no endpoint of its slug.</summary>
    ValueTask<bool> AddAsync(DeliveryTarget target, Secret secret, CancellationToken cancellationToken);

    /// <summary>The target of that id, or null.</summary>
    ValueTask<DeliveryTarget?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The targets of an endpoint, first made first.</summary>
    ValueTask<IReadOnlyList<DeliveryTarget>> ListAsync(string slug, CancellationToken cancellationToken);

    /// <summary>Changes a target, all but its endpoint and its secret; one that is switched off drops what waits. False where there is none.</summary>
    ValueTask<bool> SaveAsync(DeliveryTarget target, CancellationToken cancellationToken);

    /// <summary>Gives a target a new secret; the present one signs too until a time. False where there is none.</summary>
    ValueTask<bool> RotateAsync(string id, Secret secret, DateTimeOffset formerUntil, CancellationToken cancellationToken);

    /// <summary>Removes a target with its deliveries; false where there is none.</summary>
    ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>The secrets that sign now, the present one first; none where they cannot be decrypted.</summary>
    ValueTask<IReadOnlyList<Secret>> SecretsAsync(string id, CancellationToken cancellationToken);
}
