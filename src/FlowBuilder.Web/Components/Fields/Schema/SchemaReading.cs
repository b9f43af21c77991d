using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core;

namespace FlowBuilder.Web.Components.Fields.Schema;

/// <summary>Reads a JSON Schema as a form of fields.</summary>
internal static class SchemaReading
{
    private static readonly string[] Alternatives = ["$ref", "anyOf", "oneOf", "allOf", "const", "not"];

    /// <summary>Whether a form can show a schema: there is none yet, or it describes an object.</summary>
    public static bool CanShow(JsonElement? schema) => schema is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }
        || (schema is { ValueKind: JsonValueKind.Object } root && TypeOf(root) == SchemaType.Object);

    /// <summary>The fields of the object that a schema describes; empty for none.</summary>
    public static ImmutableArray<SchemaEntry> Read(JsonElement? schema) =>
        schema is { ValueKind: JsonValueKind.Object } root ? Read(root, [], depth: 0) : [];

    private static ImmutableArray<SchemaEntry> Read(JsonElement schema, ImmutableArray<string> path, int depth)
    {
        if (depth > CoreJson.MaxDepth || !schema.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object) return [];
        var required = schema.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array
            ? names.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!).ToHashSet()
            : [];
        return [.. properties.EnumerateObject().Select(property =>
            Read(property.Name, property.Value, [.. path, "properties", property.Name], depth) with { IsRequired = required.Contains(property.Name) })];
    }

    private static SchemaEntry Read(string name, JsonElement schema, ImmutableArray<string> path, int depth)
    {
        var type = TypeOf(schema);
        var entry = new SchemaEntry(name, path, type)
        {
            Description = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("description", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "",
            Values = type == SchemaType.Choice ? ValuesOf(schema) : [],
        };
        if (type == SchemaType.Object) return entry with { ObjectPath = path, Fields = Read(schema, path, depth + 1) };
        if (type != SchemaType.List) return entry;

        // A list that says nothing of its items is one of texts until somebody says otherwise.
        if (!schema.TryGetProperty("items", out var items)) return entry with { ItemType = SchemaType.Other };
        var item = TypeOf(items);
        return entry with
        {
            ItemType = item == SchemaType.List ? SchemaType.Other : item,
            Values = item == SchemaType.Choice ? ValuesOf(items) : [],
            ObjectPath = item == SchemaType.Object ? path.Add("items") : null,
            Fields = item == SchemaType.Object ? Read(items, path.Add("items"), depth + 1) : [],
        };
    }

    private static SchemaType TypeOf(JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || Array.Exists(Alternatives, word => schema.TryGetProperty(word, out _))) return SchemaType.Other;
        var isChoice = schema.TryGetProperty("enum", out var values);
        if (isChoice && !(values.ValueKind == JsonValueKind.Array && values.EnumerateArray().All(value => value.ValueKind == JsonValueKind.String))) return SchemaType.Other;
        return NameOf(schema) switch
        {
            "string" or null when isChoice => SchemaType.Choice,
            _ when isChoice => SchemaType.Other,
            "string" => SchemaType.Text,
            "number" => SchemaType.Number,
            "integer" => SchemaType.Integer,
            "boolean" => SchemaType.Boolean,
            "array" => SchemaType.List,
            "object" => SchemaType.Object,
            null when schema.TryGetProperty("properties", out _) => SchemaType.Object,
            _ => SchemaType.Other,
        };
    }

    // ["string", "null"] is a text that may be missing: its form is that of a text.
    private static string? NameOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) return null;
        if (type.ValueKind == JsonValueKind.String) return type.GetString();
        var names = type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Where(name => name.ValueKind != JsonValueKind.String || !name.ValueEquals("null")).ToList()
            : [];
        return names is [{ ValueKind: JsonValueKind.String } only] ? only.GetString() : "";
    }

    private static ImmutableArray<string> ValuesOf(JsonElement schema) =>
        [.. schema.GetProperty("enum").EnumerateArray().Select(value => value.GetString()!)];
}
