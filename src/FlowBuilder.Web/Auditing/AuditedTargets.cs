using FlowBuilder.Core.Models;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Auditing;

/// <summary>Writes down what is done to delivery targets; not what is delivered to them.</summary>
internal sealed class AuditedTargets(IDeliveryTargetStore targets, AuditTrail audit) : IDeliveryTargetStore
{
    /// <inheritdoc/>
    public async ValueTask<bool> AddAsync(DeliveryTarget target, Secret secret, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await targets.AddAsync(target, secret, cancellationToken), "target.created", target.Id, target.Slug);

    /// <inheritdoc/>
    public ValueTask<DeliveryTarget?> FindAsync(string id, CancellationToken cancellationToken) => targets.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DeliveryTarget>> ListAsync(string slug, CancellationToken cancellationToken) => targets.ListAsync(slug, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> SaveAsync(DeliveryTarget target, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await targets.SaveAsync(target, cancellationToken), "target.changed", target.Id, target.Slug);

    /// <inheritdoc/>
    public async ValueTask<bool> RotateAsync(string id, Secret secret, DateTimeOffset formerUntil, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await targets.RotateAsync(id, secret, formerUntil, cancellationToken), "target.secret-changed", id, null);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await targets.DeleteAsync(id, cancellationToken), "target.deleted", id, null);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Secret>> SecretsAsync(string id, CancellationToken cancellationToken) => targets.SecretsAsync(id, cancellationToken);
}
