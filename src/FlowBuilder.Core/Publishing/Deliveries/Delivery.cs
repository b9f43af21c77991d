using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Publishing.Deliveries;

/// <summary>One message to a target about the end of one run, however often it is tried.</summary>
public sealed record Delivery
{
    /// <summary>Its id, which the target gets as <c>webhook-id</c> with every attempt.</summary>
    public required string Id { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The run that it tells of; null for a test.</summary>
    public string? RunId { get; init; }

    /// <summary>How far it is.</summary>
    public required DeliveryState State { get; init; }

    /// <summary>When it was put into the outbox, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is tried next, in UTC; null where it is not.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How often it was tried since it was put into the outbox, or was sent again by hand.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was last tried, in UTC; null for never.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>The HTTP status that the latest attempt was answered with; null where there was no answer.</summary>
    public int? LastStatus { get; init; }

    /// <summary>Why the latest attempt failed, or null.</summary>
    public LocalText? Problem { get; init; }
}
