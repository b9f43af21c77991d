using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core;

namespace FlowBuilder.Web.Components.Fields.Schema;

/// <summary>Changes one thing of a JSON Schema and leaves everything else as it stands, known to the form or not.</summary>
internal static class SchemaEdits
{
    // What says of which kind a field is; all else, such as a pattern, stays when the kind changes.
    private static readonly string[] OfType = ["properties", "required", "items", "enum"];

    /// <summary>Adds a field, required and of text, behind those of an object.</summary>
    /// <param name="schema">The schema, or null for a new one.</param>
    /// <param name="path">The way to the object.</param>
    /// <param name="stem">Its name, with a number behind it where that is taken.</param>
    public static JsonElement Add(JsonElement? schema, ImmutableArray<string> path, string stem) => Edit(schema, root =>
    {
        var owner = Find(root, path);
        var properties = PropertiesOf(owner);
        var name = stem;
        for (var number = 2; properties.ContainsKey(name); number++) name = stem + number;
        properties[name] = new JsonObject { ["type"] = "string" };
        RequiredOf(owner).Add(name);
    });

    /// <summary>Takes a field away.</summary>
    public static JsonElement Remove(JsonElement schema, ImmutableArray<string> path) => Edit(schema, root =>
    {
        var owner = Find(root, path[..^2]);
        PropertiesOf(owner).Remove(path[^1]);
        Require(owner, path[^1], isRequired: false);
    });

    /// <summary>Gives a field another name, in the same place; null where the object has one of that name, or the name is empty.</summary>
    public static JsonElement? Rename(JsonElement schema, ImmutableArray<string> path, string name)
    {
        if (name.Length == 0) return null;
        var isTaken = false;
        var renamed = Edit(schema, root =>
        {
            var owner = Find(root, path[..^2]);
            var properties = PropertiesOf(owner);
            isTaken = properties.ContainsKey(name) && name != path[^1];
            if (isTaken || name == path[^1]) return;
            var at = properties.IndexOf(path[^1]);
            var field = properties[path[^1]];
            properties.RemoveAt(at);
            properties.Insert(at, name, field);
            if (owner["required"] is not JsonArray required) return;
            for (var i = 0; i < required.Count; i++)
            {
                if (IsText(required[i], path[^1])) required[i] = name;
            }
        });
        return isTaken ? null : renamed;
    }

    /// <summary>Puts a field further up or down among those of its object.</summary>
    public static JsonElement Move(JsonElement schema, ImmutableArray<string> path, int by) => Edit(schema, root =>
    {
        var properties = PropertiesOf(Find(root, path[..^2]));
        var at = properties.IndexOf(path[^1]);
        var to = Math.Clamp(at + by, 0, properties.Count - 1);
        var field = properties[path[^1]];
        properties.RemoveAt(at);
        properties.Insert(to, path[^1], field);
    });

    /// <summary>Says what a field, or the items of a list, hold.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="path">The way to the field or to the <c>items</c> of a list.</param>
    /// <param name="type">The new kind.</param>
    public static JsonElement SetType(JsonElement schema, ImmutableArray<string> path, SchemaType type) => Edit(schema, root =>
    {
        var field = Find(root, path);
        foreach (var word in OfType) field.Remove(word);
        field["type"] = type switch
        {
            SchemaType.Number => "number",
            SchemaType.Integer => "integer",
            SchemaType.Boolean => "boolean",
            SchemaType.Object => "object",
            SchemaType.List => "array",
            _ => "string",
        };
        if (type == SchemaType.Choice) field["enum"] = new JsonArray("option 1", "option 2");
        if (type == SchemaType.Object) field["properties"] = new JsonObject();
        if (type == SchemaType.List) field["items"] = new JsonObject { ["type"] = "string" };
    });

    /// <summary>Says what a field means; empty for nothing.</summary>
    public static JsonElement SetDescription(JsonElement schema, ImmutableArray<string> path, string text) => Edit(schema, root =>
    {
        if (text.Length == 0) Find(root, path).Remove("description");
        else Find(root, path)["description"] = text;
    });

    /// <summary>Says whether a field must be there.</summary>
    public static JsonElement SetRequired(JsonElement schema, ImmutableArray<string> path, bool isRequired) =>
        Edit(schema, root => Require(Find(root, path[..^2]), path[^1], isRequired));

    /// <summary>Says which texts a choice may be.</summary>
    public static JsonElement SetValues(JsonElement schema, ImmutableArray<string> path, IEnumerable<string> values) => Edit(schema, root =>
        Find(root, path)["enum"] = new JsonArray([.. values.Distinct(StringComparer.Ordinal).Select(value => (JsonNode?)value)]));

    private static JsonElement Edit(JsonElement? schema, Action<JsonObject> change)
    {
        var root = schema is { ValueKind: JsonValueKind.Object } given ? JsonObject.Create(given)! : new JsonObject { ["type"] = "object" };
        change(root);
        return JsonSerializer.SerializeToElement(root, CoreJson.Options);
    }

    // A path is one that reading gave, so that each step is there; "items" may still be missing.
    private static JsonObject Find(JsonObject root, ImmutableArray<string> path)
    {
        var at = root;
        foreach (var step in path)
        {
            if (at[step] is not JsonObject next) at[step] = next = [];
            at = next;
        }

        return at;
    }

    private static JsonObject PropertiesOf(JsonObject owner)
    {
        if (owner["properties"] is not JsonObject properties) owner["properties"] = properties = [];
        return properties;
    }

    private static JsonArray RequiredOf(JsonObject owner)
    {
        if (owner["required"] is not JsonArray required) owner["required"] = required = [];
        return required;
    }

    private static void Require(JsonObject owner, string name, bool isRequired)
    {
        if (!isRequired && owner["required"] is null) return;
        var required = RequiredOf(owner);
        for (var i = required.Count - 1; i >= 0; i--)
        {
            if (IsText(required[i], name)) required.RemoveAt(i);
        }

        if (isRequired) required.Add(name);
        else if (required.Count == 0) owner.Remove("required");
    }

    private static bool IsText(JsonNode? node, string text) => node is JsonValue value && value.TryGetValue<string>(out var known) && known == text;
}
