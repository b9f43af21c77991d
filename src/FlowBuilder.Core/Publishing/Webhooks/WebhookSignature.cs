namespace FlowBuilder.Core.Publishing.Webhooks;

/// <summary>How the sender of a delivery proves that it knows the secret.</summary>
public enum WebhookSignature
{
    /// <summary>As Standard Webhooks has it: <c>webhook-id</c>, <c>webhook-timestamp</c> and <c>webhook-signature</c>.</summary>
    Standard,

    /// <summary>As GitHub has it: HMAC-SHA256 of the body in <c>X-Hub-Signature-256</c>.</summary>
    GitHub,

    /// <summary>HMAC-SHA256 of the body, in hexadecimal, in a header of the owner's choice.</summary>
    Plain,

    /// <summary>As Slack has it: HMAC-SHA256 of time and body in <c>X-Slack-Signature</c>.</summary>
    Slack,

    /// <summary>Not at all: whoever knows the address runs the flow.</summary>
    None,
}
