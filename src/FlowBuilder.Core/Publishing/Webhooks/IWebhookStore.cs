using FlowBuilder.Core.Models;

namespace FlowBuilder.Core.Publishing.Webhooks;

/// <summary>Keeps webhooks, their secrets encrypted, and what became of their latest deliveries.</summary>
/// <remarks>Webhooks go with their endpoint: renamed with it, not found while its flow is in the bin, removed when it is.</remarks>
public interface IWebhookStore
{
    /// <summary>How many deliveries are remembered of each webhook: so many that began a run, and so many that did not.</summary>
    const int RememberedCalls = 50;

    /// <summary>Adds a webhook; false where there is no endpoint of its slug.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="secret">Its secret; null where nothing is signed.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    ValueTask<bool> AddAsync(Webhook webhook, Secret? secret, CancellationToken cancellationToken);

    /// <summary>The webhook of that id, or null.</summary>
    ValueTask<Webhook?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The webhooks of an endpoint, first made first.</summary>
    ValueTask<IReadOnlyList<Webhook>> ListAsync(string slug, CancellationToken cancellationToken);

    /// <summary>Changes a webhook, all but its endpoint, its signature and its secret; false where there is none.</summary>
    ValueTask<bool> SaveAsync(Webhook webhook, CancellationToken cancellationToken);

    /// <summary>Gives a webhook a new secret; the present one is taken until a time. False where there is none.</summary>
    ValueTask<bool> RotateAsync(string id, Secret secret, DateTimeOffset formerUntil, CancellationToken cancellationToken);

    /// <summary>Removes a webhook with its memory; false where there is none.</summary>
    ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>The secrets that a delivery may be signed with now, the present one first; none where they cannot be decrypted.</summary>
    ValueTask<IReadOnlyList<Secret>> SecretsAsync(string id, CancellationToken cancellationToken);

    /// <summary>Remembers what became of a delivery, and forgets the oldest beyond <see cref="RememberedCalls"/>. Finds out itself whether it is a repeat.</summary>
    ValueTask RecordAsync(string id, WebhookCall call, CancellationToken cancellationToken);

    /// <summary>The remembered deliveries of a webhook, latest first.</summary>
    ValueTask<IReadOnlyList<WebhookCall>> CallsAsync(string id, CancellationToken cancellationToken);
}
