using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using FlowBuilder.Core;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Web.Publishing.Snippets;

namespace FlowBuilder.Web.Publishing.Webhooks;

/// <summary>Writes lines for a shell that deliver to a webhook, with the signature made by openssl.</summary>
internal static class WebhookCurl
{
    /// <summary>The lines.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="address">Its address.</param>
    /// <param name="secret">Its secret, or what stands for it.</param>
    /// <param name="inputs">The inputs of the flow, for a body that fits.</param>
    public static string Of(Webhook webhook, string address, string secret, ImmutableArray<WebhookInput> inputs)
    {
        var (steps, headers) = SigningOf(webhook);
        var names = string.Concat(headers.Concat(MappedHeaders(webhook)).Select(header => $" \\\n  -H \"{header}\""));
        var first = webhook.Signature == WebhookSignature.None ? "" : $"secret={CodeWriter.ShellQuote(secret)}\n";
        return $"""
            {first}body={CodeWriter.ShellQuote(BodyOf(webhook, inputs))}
            {steps}curl {CodeWriter.ShellQuote(address)} -H "content-type: application/json"{names} -d "$body"
            """;
    }

    private static (string Steps, string[] Headers) SigningOf(Webhook webhook) => webhook.Signature switch
    {
        WebhookSignature.Standard => (
            """
            id="msg_$(openssl rand -hex 12)"; ts=$(date +%s)
            key=$(printf %s "${secret#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
            sig=$(printf %s "$id.$ts.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)

            """,
            ["webhook-id: $id", "webhook-timestamp: $ts", "webhook-signature: v1,$sig"]),
        WebhookSignature.Slack => (
            """
            ts=$(date +%s)
            sig=$(printf %s "v0:$ts:$body" | openssl dgst -sha256 -hmac "$secret" -r | cut -d' ' -f1)

            """,
            ["x-slack-request-timestamp: $ts", "x-slack-signature: v0=$sig"]),
        WebhookSignature.GitHub => (PlainSteps, ["x-github-event: push", "x-github-delivery: $(openssl rand -hex 12)", "x-hub-signature-256: sha256=$sig"]),
        WebhookSignature.Plain => (PlainSteps, [$"{webhook.Header}: $sig"]),
        _ => ("", []),
    };

    private static string PlainSteps =>
        """
        sig=$(printf %s "$body" | openssl dgst -sha256 -hmac "$secret" -r | cut -d' ' -f1)

        """;

    // A header that an input is read from has to be there for the line to work.
    private static IEnumerable<string> MappedHeaders(Webhook webhook) =>
        from place in webhook.Inputs?.Values ?? []
        where place.StartsWith("headers.", StringComparison.OrdinalIgnoreCase) && !place.Equals("headers.x-github-event", StringComparison.OrdinalIgnoreCase)
        select $"{place["headers.".Length..]}: hello";

    private static string BodyOf(Webhook webhook, ImmutableArray<WebhookInput> inputs)
    {
        var body = new JsonObject();
        if (webhook.Inputs is not { } map) return """{"hello":"world"}""";
        foreach (var (name, place) in map)
        {
            if (place == WebhookMapping.WholeBody || place.StartsWith("headers.", StringComparison.OrdinalIgnoreCase)) continue;
            JsonNode example = inputs.FirstOrDefault(input => input.Name == name)?.Type == PortType.Number ? JsonValue.Create(1) : JsonValue.Create("hello");
            Put(body, (place.StartsWith("$.", StringComparison.Ordinal) ? place[2..] : place).Split('.'), example);
        }

        return body.ToJsonString(CoreJson.Options);
    }

    private static void Put(JsonNode into, ReadOnlySpan<string> steps, JsonNode value)
    {
        JsonNode? next = steps.Length == 1 ? value : IsIndex(steps[1], out _) ? new JsonArray() : new JsonObject();
        if (into is JsonArray list && IsIndex(steps[0], out var index))
        {
            while (list.Count <= index) list.Add((JsonNode?)null);
            if (steps.Length == 1 || list[index] is null) list[index] = next;
            next = list[index];
        }
        else if (into is JsonObject members)
        {
            if (steps.Length == 1 || members[steps[0]] is null) members[steps[0]] = next;
            next = members[steps[0]];
        }

        if (steps.Length > 1 && next is not null) Put(next, steps[1..], value);
    }

    // Beyond what an example can show, a number is only a name.
    private static bool IsIndex(string step, out int index) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < 20;
}
