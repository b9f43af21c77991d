using System.Text.Json;
using FlowBuilder.Core.Publishing.Webhooks;

namespace FlowBuilder.Web.Publishing.Webhooks;

/// <summary>What is particular to single senders: how they name a delivery, and how they ask whether anybody is there.</summary>
internal static class WebhookGreeting
{
    private const string IdempotencyHeader = "Idempotency-Key";
    private const string GitHubIdHeader = "X-GitHub-Delivery";
    private const string GitHubEventHeader = "X-GitHub-Event";

    /// <summary>The sender's id of a delivery, by which a repeated one is known; null where it names none.</summary>
    public static string? DeliveryIdOf(Webhook webhook, IHeaderDictionary headers, JsonElement payload)
    {
        var id = webhook.Signature switch
        {
            WebhookSignature.Standard => headers[StandardWebhook.IdHeader].ToString(),
            WebhookSignature.GitHub => headers[GitHubIdHeader].ToString(),
            WebhookSignature.Slack => TextOf(payload, "event_id"),
            _ => headers[StandardWebhook.IdHeader].ToString() is { Length: > 0 } named ? named : headers[IdempotencyHeader].ToString(),
        };
        return string.IsNullOrWhiteSpace(id) ? null : id.Trim();
    }

    /// <summary>The answer to a sender that only wants to know whether somebody is there: GitHub's ping, Slack's challenge. Null for a delivery.</summary>
    public static IResult? AnswerTo(Webhook webhook, IHeaderDictionary headers, JsonElement payload) => webhook.Signature switch
    {
        WebhookSignature.GitHub when headers[GitHubEventHeader] == "ping" => TypedResults.Ok(new { message = "pong" }),
        WebhookSignature.Slack when TextOf(payload, "type") == "url_verification" => TypedResults.Ok(new { challenge = TextOf(payload, "challenge") }),
        _ => null,
    };

    private static string? TextOf(JsonElement payload, string member) =>
        payload.ValueKind == JsonValueKind.Object && payload.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
