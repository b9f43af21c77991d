using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowBuilder.Providers.Offline;

/// <summary>Fills a JSON Schema from a text by rules. What comes out is of the schema's types, always.</summary>
/// <remarks>What the text does not say is left out where the schema allows it, null where it allows that, and empty otherwise.</remarks>
internal sealed class SchemaFiller(JsonElement schema, Prompt prompt)
{
    private const int DeepestNesting = 12;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _text = prompt.Context.Length > 0 ? prompt.Context : prompt.Ask;

    /// <summary>The answer as JSON text.</summary>
    public string Fill()
    {
        var finder = new ValueFinder(_text);
        var value = Value(new Property("", schema), finder, 0) ?? Empty(Resolve(schema), 0);
        return value?.ToJsonString(Relaxed) ?? "null";
    }

    /// <summary>The value of a property, or null where the text does not say.</summary>
    private JsonNode? Value(Property property, ValueFinder finder, int depth)
    {
        var form = Resolve(property.Schema);
        if (depth > DeepestNesting) return null;
        if (form.TryGetProperty("const", out var constant)) return JsonNode.Parse(constant.GetRawText());
        if (form.TryGetProperty("enum", out var choices)) return Choice(property, choices, finder);
        return TypeOf(form) switch
        {
            "object" => Object(form, finder, depth),
            "array" => Array(property, form, finder, depth),
            "string" => finder.Text(property with { Schema = form }) is { } text ? JsonValue.Create(text) : null,
            "integer" => finder.Number(property, Least(form), Most(form), whole: true) is { } whole ? JsonValue.Create((long)whole) : null,
            "number" => finder.Number(property, Least(form), Most(form), whole: false) is { } number ? JsonValue.Create(number) : null,
            "boolean" => finder.YesNo(property) is { } answer ? JsonValue.Create(answer) : null,
            _ => null,
        };
    }

    private JsonObject Object(JsonElement form, ValueFinder finder, int depth)
    {
        var filled = new JsonObject();
        if (!form.TryGetProperty("properties", out var properties)) return filled;
        var required = Required(form);
        foreach (var member in properties.EnumerateObject())
        {
            var value = Value(new Property(member.Name, member.Value), finder, depth + 1);
            if (value is not null) filled[member.Name] = value;
            else if (required.Contains(member.Name)) filled[member.Name] = AllowsNull(member.Value) ? null : Empty(Resolve(member.Value), depth + 1);
        }

        return filled;
    }

    private JsonArray? Array(Property property, JsonElement form, ValueFinder finder, int depth)
    {
        if (!form.TryGetProperty("items", out var items)) return null;
        var item = Resolve(items);
        var filled = new JsonArray();
        if (item.TryGetProperty("enum", out var choices))
        {
            foreach (var choice in choices.EnumerateArray())
            {
                if (finder.Mentions(choice.ToString())) filled.Add(JsonNode.Parse(choice.GetRawText()));
            }
        }
        else if (TypeOf(item) == "object")
        {
            foreach (var line in finder.Entries())
            {
                var entry = Object(item, new ValueFinder(line), depth + 1);
                if (IsTelling(entry, item)) filled.Add(entry);
            }
        }
        else
        {
            foreach (var part in finder.Items(property))
            {
                if (Value(new Property("", item), new ValueFinder(part) { IsWholeValue = true }, depth + 1) is { } value) filled.Add(value);
            }
        }

        while (filled.Count > Limit(form, "maxItems", int.MaxValue)) filled.RemoveAt(filled.Count - 1);
        return filled.Count > 0 && filled.Count >= Limit(form, "minItems", 0) ? filled : null;
    }

    /// <summary>Whether an entry has something in every member that the schema requires.</summary>
    private static bool IsTelling(JsonObject entry, JsonElement form)
    {
        var required = Required(form);
        if (required.Count == 0) return entry.Count > 0;
        return required.All(name => entry[name] is { } value && value.ToJsonString() is not ("\"\"" or "0" or "[]" or "{}"));
    }

    private static JsonNode? Choice(Property property, JsonElement choices, ValueFinder finder)
    {
        var offered = choices.EnumerateArray().Where(choice => choice.ValueKind != JsonValueKind.Null).ToList();
        var found = finder.Choice(property, [.. offered.Select(choice => choice.ToString())]);
        return found < 0 ? null : JsonNode.Parse(offered[found].GetRawText());
    }

    /// <summary>The least value of a type that says nothing.</summary>
    private JsonNode? Empty(JsonElement form, int depth)
    {
        if (AllowsNull(form) || depth > DeepestNesting) return null;
        if (form.TryGetProperty("const", out var constant)) return JsonNode.Parse(constant.GetRawText());
        if (form.TryGetProperty("enum", out var choices) && choices.GetArrayLength() > 0)
        {
            var all = choices.EnumerateArray().ToList();
            var other = all.FindIndex(choice => choice.ToString().ToLowerInvariant() is "other" or "unknown" or "none" or "기타");
            return JsonNode.Parse(all[Math.Max(other, 0)].GetRawText());
        }

        switch (TypeOf(form))
        {
            case "object": return Object(form, new ValueFinder(""), depth);
            case "integer":
            case "number": return JsonValue.Create(Math.Max(0, Least(form) ?? 0));
            case "boolean": return JsonValue.Create(false);
            case "array":
                var items = new JsonArray();
                var least = form.TryGetProperty("items", out var item) ? Limit(form, "minItems", 0) : 0;
                for (var i = 0; i < Math.Min(least, 20); i++) items.Add(Empty(Resolve(item), depth + 1));
                return items;
            default: return JsonValue.Create("");
        }
    }

    /// <summary>The schema itself behind references, and the first alternative that is not null.</summary>
    private JsonElement Resolve(JsonElement form)
    {
        for (var i = 0; i < DeepestNesting && form.ValueKind == JsonValueKind.Object; i++)
        {
            if (form.TryGetProperty("$ref", out var reference)) form = Follow(reference.GetString() ?? "");
            else if (Alternatives(form) is { Count: > 0 } alternatives)
                form = alternatives.FirstOrDefault(one => TypeOf(Follow(one)) != "null", alternatives[0]);
            else break;
        }

        return form.ValueKind == JsonValueKind.Object ? form : AnyText;
    }

    private static JsonElement AnyText { get; } = JsonElement.Parse("""{"type":"string"}""");

    private JsonElement Follow(JsonElement form) =>
        form.ValueKind == JsonValueKind.Object && form.TryGetProperty("$ref", out var reference) ? Follow(reference.GetString() ?? "") : form;

    private JsonElement Follow(string reference)
    {
        var at = schema;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return AnyText;
        }

        return at;
    }

    private static List<JsonElement> Alternatives(JsonElement form)
    {
        foreach (var word in (string[])["anyOf", "oneOf", "allOf"])
        {
            if (form.TryGetProperty(word, out var list) && list.ValueKind == JsonValueKind.Array) return [.. list.EnumerateArray()];
        }

        return [];
    }

    private static string TypeOf(JsonElement form)
    {
        if (form.ValueKind != JsonValueKind.Object) return "string";
        if (!form.TryGetProperty("type", out var type))
            return form.TryGetProperty("properties", out _) ? "object" : form.TryGetProperty("items", out _) ? "array" : "string";
        return type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(one => one.GetString()!).FirstOrDefault(one => one != "null") ?? "null"
            : type.GetString() ?? "string";
    }

    private static bool AllowsNull(JsonElement form) =>
        form.ValueKind == JsonValueKind.Object
        && (form.TryGetProperty("type", out var type) && (type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Any(one => one.ValueEquals("null"))
                : type.ValueEquals("null"))
            || Alternatives(form).Any(AllowsNull));

    private static HashSet<string> Required(JsonElement form) =>
        form.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array
            ? [.. required.EnumerateArray().Select(name => name.ToString())]
            : [];

    private static double? Least(JsonElement form) =>
        form.TryGetProperty("minimum", out var least) && least.TryGetDouble(out var value) ? value : null;

    private static double? Most(JsonElement form) =>
        form.TryGetProperty("maximum", out var most) && most.TryGetDouble(out var value) ? value : null;

    private static int Limit(JsonElement form, string name, int otherwise) =>
        form.TryGetProperty(name, out var limit) && limit.TryGetInt32(out var value) ? value : otherwise;
}
