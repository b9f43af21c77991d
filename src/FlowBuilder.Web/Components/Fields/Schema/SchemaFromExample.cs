using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core;

namespace FlowBuilder.Web.Components.Fields.Schema;

/// <summary>Makes a JSON Schema that an example keeps to.</summary>
internal static class SchemaFromExample
{
    /// <summary>A schema of the example's shape: every member is a field; it is required where every object of a list has it.</summary>
    public static JsonElement Make(JsonElement example) => JsonSerializer.SerializeToElement(Of([example]), CoreJson.Options);

    // All values that stand in one place of the example, such as the items of a list.
    private static JsonObject Of(IReadOnlyList<JsonElement> values)
    {
        var kinds = values.Select(NameOf).Where(kind => kind != "null").Distinct().ToList();
        var type = kinds switch
        {
            [var only] => only,
            ["integer", "number"] or ["number", "integer"] => "number",
            _ => null,
        };
        var isNullable = type is not null && values.Any(value => value.ValueKind == JsonValueKind.Null);
        var schema = new JsonObject();

        // Nothing but nulls, or values of several kinds: any value keeps to that.
        if (type is null) return schema;
        schema["type"] = isNullable ? new JsonArray(type, "null") : type;
        if (type == "object") AddFields(schema, [.. values.Where(value => value.ValueKind == JsonValueKind.Object)]);
        if (type == "array") schema["items"] = Of([.. values.Where(value => value.ValueKind == JsonValueKind.Array).SelectMany(value => value.EnumerateArray())]);
        return schema;
    }

    private static void AddFields(JsonObject schema, List<JsonElement> objects)
    {
        var fields = objects.SelectMany(value => value.EnumerateObject()).GroupBy(member => member.Name, StringComparer.Ordinal).ToList();
        var properties = new JsonObject();
        foreach (var field in fields) properties[field.Key] = Of([.. field.Select(member => member.Value)]);
        schema["properties"] = properties;
        var required = fields.Where(field => field.Count() == objects.Count).Select(field => (JsonNode?)field.Key).ToArray();
        if (required.Length > 0) schema["required"] = new JsonArray(required);
    }

    private static string NameOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "null",
    };
}
