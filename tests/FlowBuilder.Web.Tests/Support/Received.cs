using System.Text.Json;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Publishing.Webhooks;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>One request that a <see cref="Receiver"/> took.</summary>
internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers[StandardWebhook.IdHeader];

    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>Whether one of its signatures is by that secret.</summary>
    public bool IsSignedWith(string secret) => StandardWebhook.IsSigned(
        new Secret(secret), Id, Headers[StandardWebhook.TimestampHeader], Headers[StandardWebhook.SignatureHeader], Body);
}
