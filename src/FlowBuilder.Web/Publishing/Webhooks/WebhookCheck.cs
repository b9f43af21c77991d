using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Text;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Web.Publishing.Webhooks;

/// <summary>Checks that a delivery comes from who knows the secret, and is not an old one.</summary>
internal static class WebhookCheck
{
    private const string GitHubHeader = "X-Hub-Signature-256";
    private const string SlackHeader = "X-Slack-Signature";
    private const string SlackTimeHeader = "X-Slack-Request-Timestamp";

    /// <summary>What is wrong with the signature, in words for the webhook's owner alone; null where it is right.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="secrets">The secrets that may have signed it.</param>
    /// <param name="headers">The headers of the request.</param>
    /// <param name="body">The body, byte for byte.</param>
    /// <param name="now">The time now.</param>
    public static LocalText? Find(Webhook webhook, IReadOnlyList<Secret> secrets, IHeaderDictionary headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (webhook.Signature == WebhookSignature.None) return null;
        var (signatureHeader, timeHeader) = HeadersOf(webhook);
        var signature = headers[signatureHeader].ToString();
        if (signature.Length == 0) return Missing(signatureHeader);
        var time = timeHeader is null ? "" : headers[timeHeader].ToString();
        if (timeHeader is not null && !StandardWebhook.IsRecent(time, now)) return time.Length == 0 ? Missing(timeHeader) : Stale(timeHeader);
        var id = headers[StandardWebhook.IdHeader].ToString();
        if (webhook.Signature == WebhookSignature.Standard && id.Length == 0) return Missing(StandardWebhook.IdHeader);
        foreach (var secret in secrets)
        {
            var isSigned = webhook.Signature switch
            {
                WebhookSignature.Standard => StandardWebhook.IsSigned(secret, id, time, signature, body),
                WebhookSignature.GitHub => HexSignature.IsSigned(secret, signature, HexSignature.GitHubPrefix, isPrefixed: true, body),
                WebhookSignature.Slack => HexSignature.IsSigned(secret, signature, HexSignature.SlackPrefix, isPrefixed: true, HexSignature.SlackContent(time, body)),
                _ => HexSignature.IsSigned(secret, signature, HexSignature.GitHubPrefix, isPrefixed: false, body),
            };
            if (isSigned) return null;
        }

        return secrets.Count == 0 ? NoSecret : Wrong;
    }

    private static (string Signature, string? Time) HeadersOf(Webhook webhook) => webhook.Signature switch
    {
        WebhookSignature.Standard => (StandardWebhook.SignatureHeader, StandardWebhook.TimestampHeader),
        WebhookSignature.GitHub => (GitHubHeader, null),
        WebhookSignature.Slack => (SlackHeader, SlackTimeHeader),
        _ => (webhook.Header, null),
    };

    private static LocalText Wrong => LocalText.Of(
        "The signature does not match: another secret, or the body was changed on the way.",
        "서명이 맞지 않습니다. 다른 비밀 값으로 서명했거나 전송 중에 본문이 바뀌었습니다.");

    private static LocalText NoSecret => LocalText.Of(
        "The stored secret cannot be decrypted any more. Make a new one.",
        "저장된 비밀 값을 더 이상 해독할 수 없습니다. 새로 만드세요.");

    private static LocalText Missing(string header) => LocalText.Of($"The header {header} is missing.", $"{header} 헤더가 없습니다.");

    private static LocalText Stale(string header) => LocalText.Of(
        $"The time in {header} is more than 5 minutes away from now: an old delivery, or a clock that is wrong.",
        $"{header}의 시각이 지금과 5분 넘게 차이 납니다. 오래된 전달이거나 시계가 맞지 않습니다.");
}
