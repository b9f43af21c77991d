using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Web.Publishing.Webhooks;

/// <summary>Turns what came in into the inputs of a flow.</summary>
internal static class WebhookMapping
{
    /// <summary>The place of the whole body.</summary>
    public const string WholeBody = "$";

    private const string BodyPrefix = "$.";
    private const string HeaderPrefix = "headers.";

    // They prove something about somebody, and the inputs of a run are kept and shown.
    private static readonly string[] SecretHeaders =
        ["authorization", "cookie", "proxy-authorization", "x-api-key", "x-hub-signature", "x-hub-signature-256", "x-slack-signature", StandardWebhook.SignatureHeader];

    /// <summary>What keeps a webhook's mapping from fitting a flow; null where it fits.</summary>
    public static LocalText? Check(Webhook webhook, ImmutableArray<WebhookInput> inputs)
    {
        ICollection<string> given;
        if (webhook.Inputs is { } map)
        {
            if (map.Keys.FirstOrDefault(name => inputs.All(input => input.Name != name)) is { } unknown) return Unknown(unknown, inputs);
            if (map.Values.Append(webhook.Session).FirstOrDefault(place => place is not null && !IsPlace(place, webhook)) is { } bad) return BadPlace(bad);
            given = [.. map.Keys];
        }
        else
        {
            if (webhook.Session is { } session && !IsPlace(session, webhook)) return BadPlace(session);
            if (WebhookInput.WholeOf(inputs) is not { } whole) return inputs.IsEmpty ? null : NoWhole(inputs);
            given = [whole.Name];
        }

        return inputs.FirstOrDefault(input => input.IsRequired && !given.Contains(input.Name)) is { } missing ? Missing(missing.Name) : null;
    }

    /// <summary>What is asked of the endpoint. Places that are not in the delivery give nothing.</summary>
    public static EndpointAsk Read(Webhook webhook, ImmutableArray<WebhookInput> inputs, JsonElement body, IHeaderDictionary headers)
    {
        var given = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (webhook.Inputs is { } map)
        {
            foreach (var (name, place) in map) Give(inputs.FirstOrDefault(input => input.Name == name), Find(place, body, headers));
        }
        else
        {
            Give(WebhookInput.WholeOf(inputs), body);
        }

        return new EndpointAsk
        {
            Inputs = given,
            Session = webhook.Session is { } session && Find(session, body, headers) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } found ? TextOf(found) : null,
        };

        void Give(WebhookInput? input, JsonElement value)
        {
            if (input is null || value.ValueKind == JsonValueKind.Undefined) return;
            if (Fitting(input, value) is { } fitting) given[input.Name] = fitting;
        }
    }

    private static JsonElement? Fitting(WebhookInput input, JsonElement value)
    {
        if (input.Type == PortType.Json) return value;
        if (value.ValueKind == JsonValueKind.Null) return null;

        // Headers and forms hold texts only.
        if (input.Type == PortType.Number && value.ValueKind == JsonValueKind.String)
            return double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? JsonSerializer.SerializeToElement(number) : value;
        if (input.Type != PortType.Text || value.ValueKind == JsonValueKind.String) return value;
        return JsonSerializer.SerializeToElement(TextOf(value));
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonSerializer.Serialize(value, CoreJson.Options);

    private static JsonElement Find(string place, JsonElement body, IHeaderDictionary headers)
    {
        if (place == WholeBody) return body;
        if (place.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
            return headers.TryGetValue(place[HeaderPrefix.Length..], out var header) ? JsonSerializer.SerializeToElement(header.ToString()) : default;
        if (place.StartsWith(BodyPrefix, StringComparison.Ordinal)) place = place[BodyPrefix.Length..];
        foreach (var step in place.Split('.'))
        {
            body = body.ValueKind switch
            {
                JsonValueKind.Object when body.TryGetProperty(step, out var member) => member,
                JsonValueKind.Array when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < body.GetArrayLength() => body[index],
                _ => default,
            };
            if (body.ValueKind == JsonValueKind.Undefined) break;
        }

        return body;
    }

    private static bool IsPlace(string place, Webhook webhook)
    {
        if (place == WholeBody) return true;
        if (place.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
        {
            var header = place[HeaderPrefix.Length..];
            return header.Length > 0
                && !SecretHeaders.Contains(header, StringComparer.OrdinalIgnoreCase)
                && (webhook.Signature != WebhookSignature.Plain || !header.Equals(webhook.Header, StringComparison.OrdinalIgnoreCase));
        }

        return place.Split('.').All(step => step.Length > 0);
    }

    private static LocalText NoWhole(ImmutableArray<WebhookInput> inputs) => LocalText.Of(
        $"This flow has no single JSON, chat or text input that could take the whole body. Say for each input where its value is ({NamesOf(inputs)}).",
        $"이 플로우에는 본문 전체를 받을 하나뿐인 JSON·채팅·텍스트 입력이 없습니다. 입력마다 값의 위치를 정하세요({NamesOf(inputs)}).");

    private static LocalText Unknown(string name, ImmutableArray<WebhookInput> inputs) => inputs.IsEmpty
        ? LocalText.Of("This flow has no inputs to be given anything.", "이 플로우에는 값을 넣을 입력이 없습니다.")
        : LocalText.Of($"The flow has no input \"{name}\"; it has: {NamesOf(inputs)}.", $"이 플로우에는 \"{name}\" 입력이 없습니다. 있는 입력: {NamesOf(inputs)}.");

    private static LocalText Missing(string name) => LocalText.Of(
        $"The input \"{name}\" is required; say where in the delivery its value is.",
        $"\"{name}\" 입력은 꼭 필요합니다. 전달 내용의 어디에 값이 있는지 정하세요.");

    private static LocalText BadPlace(string place) => LocalText.Of(
        $"\"{place}\" is no place in a delivery: write $ for the whole body, a path such as issue.labels.0.name, or headers.x-event. Headers that hold secrets cannot be read.",
        $"\"{place}\"은(는) 전달 내용의 위치가 아닙니다. 본문 전체는 $, 경로는 issue.labels.0.name, 헤더는 headers.x-event처럼 쓰세요. 비밀이 담긴 헤더는 읽을 수 없습니다.");

    private static string NamesOf(ImmutableArray<WebhookInput> inputs) => string.Join(", ", inputs.Select(input => input.Name));
}
