using FlowBuilder.Core.Models;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Auditing;

/// <summary>Writes down what is done to webhooks; not what is delivered to them.</summary>
internal sealed class AuditedWebhooks(IWebhookStore webhooks, AuditTrail audit) : IWebhookStore
{
    /// <inheritdoc/>
    public async ValueTask<bool> AddAsync(Webhook webhook, Secret? secret, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await webhooks.AddAsync(webhook, secret, cancellationToken), "webhook.created", webhook.Id, webhook.Slug);

    /// <inheritdoc/>
    public ValueTask<Webhook?> FindAsync(string id, CancellationToken cancellationToken) => webhooks.FindAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Webhook>> ListAsync(string slug, CancellationToken cancellationToken) => webhooks.ListAsync(slug, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> SaveAsync(Webhook webhook, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await webhooks.SaveAsync(webhook, cancellationToken), "webhook.changed", webhook.Id, webhook.Slug);

    /// <inheritdoc/>
    public async ValueTask<bool> RotateAsync(string id, Secret secret, DateTimeOffset formerUntil, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await webhooks.RotateAsync(id, secret, formerUntil, cancellationToken), "webhook.secret-changed", id, null);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await audit.WrittenAsync(await webhooks.DeleteAsync(id, cancellationToken), "webhook.deleted", id, null);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Secret>> SecretsAsync(string id, CancellationToken cancellationToken) => webhooks.SecretsAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RecordAsync(string id, WebhookCall call, CancellationToken cancellationToken) => webhooks.RecordAsync(id, call, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WebhookCall>> CallsAsync(string id, CancellationToken cancellationToken) => webhooks.CallsAsync(id, cancellationToken);
}
