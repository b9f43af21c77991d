using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Publishing.Webhooks;

/// <summary>What became of one delivery to a webhook, without anything of its content.</summary>
/// <param name="Time">When it came in, in UTC.</param>
/// <param name="Status">The HTTP status of the answer.</param>
public sealed record WebhookCall(DateTimeOffset Time, int Status)
{
    /// <summary>The sender's id of the delivery, or null where it named none.</summary>
    public string? DeliveryId { get; init; }

    /// <summary>The run that it began, or began before; null where it was refused or is only a greeting.</summary>
    public string? RunId { get; init; }

    /// <summary>Whether the run had been begun by the same delivery before.</summary>
    public bool IsRepeat { get; init; }

    /// <summary>Why it was refused, or null.</summary>
    public LocalText? Problem { get; init; }
}
