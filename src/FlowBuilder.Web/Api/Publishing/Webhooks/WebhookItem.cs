using FlowBuilder.Core.Publishing.Webhooks;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Web.Api.Publishing.Webhooks;

/// <summary>A webhook as its owner sees it.</summary>
internal sealed record WebhookItem(
    string Id,
    string Name,
    string Address,
    WebhookSignature Signature,
    string? Header,
    WebhookAnswer Answer,
    IReadOnlyDictionary<string, string>? Inputs,
    string? Session,
    bool IsEnabled,
    int RequestsPerMinute,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FormerSecretUntil)
{
    /// <summary>The secret: in the answer to its making and nowhere else.</summary>
    public string? Secret { get; init; }

    /// <summary>The webhook, at the address that it is asked for by.</summary>
    public static WebhookItem Of(Webhook webhook, HttpRequest request, Secret? secret = null) => new(
        webhook.Id,
        webhook.Name,
        $"{request.Scheme}://{request.Host}{ApiPaths.Hook(webhook.Id)}",
        webhook.Signature,
        webhook.Signature == WebhookSignature.Plain ? webhook.Header : null,
        webhook.Answer,
        webhook.Inputs,
        webhook.Session,
        webhook.IsEnabled,
        webhook.RequestsPerMinute,
        webhook.CreatedAt,
        webhook.FormerSecretUntil)
    {
        Secret = secret?.Reveal(),
    };
}
