using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Publishing.Webhooks;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>Makes webhooks, and delivers to them as their senders do.</summary>
internal static class Hooks
{
    /// <summary>Makes a webhook of an endpoint; the answer holds its address and secret.</summary>
    public static async Task<JsonElement> MakeHookAsync(this HttpClient client, string slug, object body, CancellationToken cancellationToken)
    {
        using var answer = await client.PostAsJsonAsync($"api/v1/endpoints/{slug}/hooks", body, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync(cancellationToken));
        return await answer.JsonAsync(cancellationToken);
    }

    /// <summary>A text member of an answer.</summary>
    public static string Text(this JsonElement item, string member) => item.GetProperty(member).GetString()!;

    /// <summary>Delivers, signed as Standard Webhooks has it.</summary>
    public static Task<HttpResponseMessage> DeliverAsync(
        this HttpClient client, JsonElement hook, string body, CancellationToken cancellationToken, string id = "msg_1", string? secret = null, DateTimeOffset? time = null)
    {
        var timestamp = (time ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        var signature = StandardWebhook.Sign(new Secret(secret ?? hook.Text("secret")), id, timestamp, Encoding.UTF8.GetBytes(body));
        return client.DeliverRawAsync(
            hook,
            body,
            cancellationToken,
            (StandardWebhook.IdHeader, id),
            (StandardWebhook.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture)),
            (StandardWebhook.SignatureHeader, signature));
    }

    /// <summary>Delivers JSON with any headers.</summary>
    public static Task<HttpResponseMessage> DeliverRawAsync(
        this HttpClient client, JsonElement hook, string body, CancellationToken cancellationToken, params (string Name, string Value)[] headers) =>
        client.DeliverRawAsync(hook, new StringContent(body, Encoding.UTF8, "application/json"), cancellationToken, headers);

    /// <summary>Delivers anything with any headers.</summary>
    public static Task<HttpResponseMessage> DeliverRawAsync(
        this HttpClient client, JsonElement hook, HttpContent body, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, hook.Text("address")) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request, cancellationToken);
    }

    /// <summary>The latest deliveries to a webhook, as its owner sees them.</summary>
    public static async Task<IReadOnlyList<JsonElement>> HookCallsAsync(this HttpClient client, string slug, JsonElement hook, CancellationToken cancellationToken) =>
        [.. (await client.GetFromJsonAsync<JsonElement>($"api/v1/endpoints/{slug}/hooks/{hook.Text("id")}/calls", cancellationToken)).EnumerateArray()];
}
