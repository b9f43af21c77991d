using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Nodes.Tools.Mcp;

namespace FlowBuilder.Nodes.Tools.OpenApi;

/// <summary>Follows references within a document, and makes of its schemas what a model can be shown.</summary>
/// <param name="root">The document.</param>
internal sealed class ApiSchemas(JsonElement root)
{
    private const int Deepest = 12;
    private const int MostNodes = 2_000;
    private const int MostFollowed = 20;

    // Of no use to whoever fills arguments in, or of a dialect that JSON Schema does not know.
    private static readonly HashSet<string> Left = ["example", "examples", "xml", "externalDocs", "discriminator", "nullable", "deprecated", "readOnly", "writeOnly", "$schema", "$id", "$defs"];

    /// <summary>What a value stands for: itself, or what its reference within the document leads to.</summary>
    public JsonElement Followed(JsonElement value)
    {
        for (var followed = 0; followed < MostFollowed; followed++)
        {
            if (ApiDocument.TextOf(value, "$ref") is not { Length: > 0 } reference) return value;
            if (Find(reference) is not { } target) return default;
            value = target;
        }

        return default;
    }

    /// <summary>A schema with its references put in; where they go in circles or on for too long, anything is allowed.</summary>
    public JsonNode Plain(JsonElement schema)
    {
        var left = MostNodes;
        return Plain(schema, 0, ref left) ?? new JsonObject();
    }

    private JsonNode? Plain(JsonElement value, int depth, ref int left)
    {
        if (depth > Deepest || --left < 0) return new JsonObject();
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when ApiDocument.TextOf(value, "$ref").Length > 0:
                return Plain(Followed(value), depth + 1, ref left);
            case JsonValueKind.Object:
                return PlainObject(value, depth, ref left);
            case JsonValueKind.Array:
                var items = new JsonArray();
                foreach (var item in value.EnumerateArray()) items.Add(Plain(item, depth + 1, ref left));
                return items;
            case JsonValueKind.Undefined:
                return new JsonObject();
            default:
                return JsonNode.Parse(value.GetRawText());
        }
    }

    private JsonObject PlainObject(JsonElement value, int depth, ref int left)
    {
        var members = new JsonObject();
        foreach (var member in value.EnumerateObject())
        {
            // A property may well be called "example": only keywords of a schema are left out.
            if (member.Name == "properties" && member.Value.ValueKind == JsonValueKind.Object)
            {
                var properties = new JsonObject();
                foreach (var property in member.Value.EnumerateObject()) properties[property.Name] = Plain(property.Value, depth + 1, ref left);
                members["properties"] = properties;
            }
            else if (member.Name == "description" && member.Value.ValueKind == JsonValueKind.String)
            {
                members["description"] = ToolWords.Clean(member.Value.GetString(), ToolWords.LongestDescription);
            }
            else if (!Left.Contains(member.Name) && !member.Name.StartsWith("x-", StringComparison.Ordinal) && !(member.Name.StartsWith("exclusive", StringComparison.Ordinal) && member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False))
            {
                members[member.Name] = Plain(member.Value, depth + 1, ref left);
            }
        }

        if (value.TryGetProperty("nullable", out var nullable) && nullable.ValueKind == JsonValueKind.True && members["type"] is JsonValue type) members["type"] = new JsonArray(type.DeepClone(), "null");
        return members;
    }

    // RFC 6901, within this document only: nothing is fetched because a document says so.
    private JsonElement? Find(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal)) return null;
        var at = root;
        foreach (var part in reference[2..].Split('/'))
        {
            var name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }

        return at;
    }
}
