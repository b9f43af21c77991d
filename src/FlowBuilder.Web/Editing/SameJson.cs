using System.Text.Json;

namespace FlowBuilder.Web.Editing;

/// <summary>Tells whether two JSON values read the same.</summary>
internal static class SameJson
{
    /// <summary>Whether both hold the same, members in the same order: a model fills in a schema's fields in the order they stand there.</summary>
    public static bool Are(JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other)
        && (one.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array) || JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other));
}
