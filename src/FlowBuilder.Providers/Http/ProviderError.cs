using System.Text.Json;

namespace FlowBuilder.Providers.Http;

/// <summary>What a provider's error body says, in any of the forms that providers use.</summary>
/// <param name="Message">Its sentence for people, or null.</param>
/// <param name="Kind">Its code and type in one lower-case text, for recognition; may be empty.</param>
/// <param name="Parameter">The request's member that it complains of, or null.</param>
internal sealed record ProviderError(string? Message, string Kind, string? Parameter)
{
    /// <summary>Whether waiting would not help, because credit is used up.</summary>
    public bool IsQuota =>
        Kind.Contains("insufficient_quota", StringComparison.Ordinal) || Kind.Contains("billing", StringComparison.Ordinal)
        || Kind.Contains("credit", StringComparison.Ordinal)
        || Message?.Contains("credit balance", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the prompt is too long for the model.</summary>
    public bool IsTooLong =>
        Kind.Contains("context_length", StringComparison.Ordinal)
        || Message is { } words && (words.Contains("maximum context length", StringComparison.OrdinalIgnoreCase)
            || words.Contains("prompt is too long", StringComparison.OrdinalIgnoreCase)
            || words.Contains("context window", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a body; never fails.</summary>
    public static ProviderError Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Find(json.RootElement) ?? new ProviderError(null, "", null);
        }
        catch (JsonException)
        {
            return new ProviderError(null, "", null);
        }
    }

    /// <summary>The error that a JSON object holds, or null where it holds none.</summary>
    public static ProviderError? Find(JsonElement root)
    {
        // Google's compatible endpoint wraps its error object in an array.
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() > 0) root = root[0];
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (root.TryGetProperty("error", out var error))
        {
            return error.ValueKind switch
            {
                JsonValueKind.String => new ProviderError(error.GetString(), "", null),
                JsonValueKind.Object => FromObject(error),
                _ => null,
            };
        }

        return root.TryGetProperty("object", out var kind) && kind.ValueEquals("error") || LooksBare(root)
            ? FromObject(root)
            : null;
    }

    private static bool LooksBare(JsonElement root) =>
        (root.TryGetProperty("message", out _) || root.TryGetProperty("detail", out _)) && !root.TryGetProperty("choices", out _)
        && !root.TryGetProperty("type", out _);

    private static ProviderError FromObject(JsonElement error)
    {
        var kind = $"{Text(error, "type")} {Text(error, "code")} {Text(error, "status")}".Trim().ToLowerInvariant();
        return new ProviderError(Text(error, "message") ?? Text(error, "detail"), kind, Text(error, "param"));
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            }
            : null;
}
