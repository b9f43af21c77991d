using System.Collections.Immutable;

namespace FlowBuilder.Core.Publishing.Webhooks;

/// <summary>An address of its own under which another system runs a published flow by telling of an event.</summary>
/// <remarks>Its secret is not here: it is shown once, kept encrypted and read by <see cref="IWebhookStore.SecretsAsync"/> alone.</remarks>
public sealed record Webhook
{
    /// <summary>The header of <see cref="WebhookSignature.Plain"/> where its owner names none.</summary>
    public const string DefaultHeader = "x-webhook-signature";

    /// <summary>The last part of its address; cannot be guessed.</summary>
    public required string Id { get; init; }

    /// <summary>The endpoint whose versions answer.</summary>
    public required string Slug { get; init; }

    /// <summary>What it is for, as its owner put it.</summary>
    public required string Name { get; init; }

    /// <summary>How a sender proves who it is.</summary>
    public required WebhookSignature Signature { get; init; }

    /// <summary>The header of the signature, for <see cref="WebhookSignature.Plain"/>.</summary>
    public string Header { get; init; } = DefaultHeader;

    /// <summary>What the sender is told.</summary>
    public WebhookAnswer Answer { get; init; }

    /// <summary>Input → place in the delivery; null to give the whole body to the one input that takes it.</summary>
    /// <remarks>A place is <c>body</c>, a path such as <c>issue.labels.0.name</c>, or <c>headers.x-github-event</c>.</remarks>
    public ImmutableSortedDictionary<string, string>? Inputs { get; init; }

    /// <summary>The place of what names the conversation that a delivery belongs to, or null.</summary>
    public string? Session { get; init; }

    /// <summary>Whether it takes deliveries.</summary>
    /// <value>True by default.</value>
    public bool IsEnabled { get; init; } = true;

    /// <summary>How many deliveries a minute it takes from one address.</summary>
    /// <value>1 to 100,000; 120 by default.</value>
    public int RequestsPerMinute { get; init; } = 120;

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when the secret before the present one is taken too, in UTC; null where there is none.</summary>
    public DateTimeOffset? FormerSecretUntil { get; init; }
}
