using FlowBuilder.Core.Publishing.Webhooks;

namespace FlowBuilder.Web.Api.Publishing.Webhooks;

/// <summary>What became of one delivery to a webhook.</summary>
internal sealed record WebhookCallItem(DateTimeOffset Time, int Status, string? DeliveryId, string? RunId, bool IsRepeat, string? Problem)
{
    public static WebhookCallItem Of(WebhookCall call) => new(call.Time, call.Status, call.DeliveryId, call.RunId, call.IsRepeat, call.Problem?.ToString());
}
