using FlowBuilder.Core.Publishing.Deliveries;

namespace FlowBuilder.Web.Api.Publishing.Deliveries;

/// <summary>A delivery as the target's owner sees it.</summary>
internal sealed record DeliveryItem(
    string Id,
    string? RunId,
    DeliveryState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    int Attempts,
    DateTimeOffset? LastAttemptAt,
    int? LastStatus,
    string? Problem)
{
    public static DeliveryItem Of(Delivery delivery) => new(
        delivery.Id,
        delivery.RunId,
        delivery.State,
        delivery.CreatedAt,
        delivery.DueAt,
        delivery.Attempts,
        delivery.LastAttemptAt,
        delivery.LastStatus,
        delivery.Problem?.ToString());
}
