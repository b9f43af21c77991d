using System.Text.Json;

namespace FlowBuilder.Providers.OpenAi;

/// <summary>Whether a schema is of the subset that OpenAI's strict mode takes; another one is sent as a wish, not refused.</summary>
internal static class StrictSchema
{
    /// <summary>True where every object closes itself and requires all of its properties.</summary>
    public static bool Fits(JsonElement schema)
    {
        switch (schema.ValueKind)
        {
            case JsonValueKind.Object:
                return (!IsObjectSchema(schema) || IsClosed(schema)) && schema.EnumerateObject().All(member => Fits(member.Value));
            case JsonValueKind.Array:
                return schema.EnumerateArray().All(Fits);
            default:
                return true;
        }
    }

    private static bool IsObjectSchema(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
        || schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("object");

    private static bool IsClosed(JsonElement schema)
    {
        if (!schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind != JsonValueKind.False) return false;
        if (!schema.TryGetProperty("properties", out var properties)) return true;
        if (!schema.TryGetProperty("required", out var required) || required.ValueKind != JsonValueKind.Array) return false;
        var names = required.EnumerateArray().Select(name => name.ToString()).ToHashSet(StringComparer.Ordinal);
        return properties.EnumerateObject().All(property => names.Contains(property.Name));
    }
}
