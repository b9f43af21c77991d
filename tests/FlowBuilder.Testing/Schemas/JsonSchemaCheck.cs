using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowBuilder.Testing.Schemas;

/// <summary>Checks JSON against a JSON Schema (2020-12), as far as this program's own schemas go.</summary>
/// <remarks>A keyword that it does not know is an error of the test, not a pass: a schema that grows takes its checker along.</remarks>
public sealed class JsonSchemaCheck(JsonElement schema)
{
    private static readonly HashSet<string> Annotations =
        ["$schema", "$defs", "title", "description", "default", "examples", "then"];

    /// <summary>What is wrong with a value, each as <c>path: reason</c>; empty where it fits.</summary>
    public IReadOnlyList<string> Check(JsonElement value)
    {
        var problems = new List<string>();
        Check(schema, value, "$", problems);
        return problems;
    }

    private void Check(JsonElement rules, JsonElement value, string path, List<string> problems)
    {
        if (rules.ValueKind == JsonValueKind.True) return;
        if (rules.ValueKind == JsonValueKind.False)
        {
            problems.Add($"{path}: nothing is allowed here");
            return;
        }

        foreach (var rule in rules.EnumerateObject())
        {
            if (!Annotations.Contains(rule.Name)) Apply(rule.Name, rule.Value, rules, value, path, problems);
        }
    }

    private void Apply(string keyword, JsonElement rule, JsonElement rules, JsonElement value, string path, List<string> problems)
    {
        switch (keyword)
        {
            case "$ref":
                Check(Find(rule.GetString()!), value, path, problems);
                break;
            case "allOf":
                foreach (var part in rule.EnumerateArray()) Check(part, value, path, problems);
                break;
            case "anyOf":
                if (!rule.EnumerateArray().Any(part => Fits(part, value))) problems.Add($"{path}: fits none of anyOf");
                break;
            case "if":
                if (Fits(rule, value) && rules.TryGetProperty("then", out var then)) Check(then, value, path, problems);
                break;
            case "properties" or "required" or "additionalProperties":
                if (value.ValueKind == JsonValueKind.Object) ApplyToObject(keyword, rule, rules, value, path, problems);
                break;
            case "items":
                if (value.ValueKind != JsonValueKind.Array) break;
                var index = 0;
                foreach (var item in value.EnumerateArray()) Check(rule, item, $"{path}[{index++}]", problems);
                break;
            default:
                if (!IsMet(keyword, rule, value)) problems.Add($"{path}: {keyword} {rule.GetRawText()} is not met by {value.GetRawText()}");
                break;
        }
    }

    private void ApplyToObject(string keyword, JsonElement rule, JsonElement rules, JsonElement value, string path, List<string> problems)
    {
        if (keyword == "required")
        {
            problems.AddRange(rule.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path}: {name} is missing"));
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            var isNamed = rules.TryGetProperty("properties", out var named) && named.TryGetProperty(member.Name, out _);
            if (keyword == "properties" && isNamed) Check(named.GetProperty(member.Name), member.Value, $"{path}.{member.Name}", problems);
            if (keyword == "additionalProperties" && !isNamed) Check(rule, member.Value, $"{path}.{member.Name}", problems);
        }
    }

    private bool Fits(JsonElement rules, JsonElement value)
    {
        var problems = new List<string>();
        Check(rules, value, "", problems);
        return problems.Count == 0;
    }

    private static bool IsMet(string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "type" => rule.ValueKind == JsonValueKind.Array
            ? rule.EnumerateArray().Any(type => IsOfType(type.GetString()!, value))
            : IsOfType(rule.GetString()!, value),
        "const" => JsonElement.DeepEquals(rule, value),
        "enum" => rule.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= rule.GetDouble(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= rule.GetDouble(),
        "exclusiveMinimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() > rule.GetDouble(),
        "minLength" => value.ValueKind != JsonValueKind.String || Length(value) >= rule.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || Length(value) <= rule.GetInt32(),
        "maxItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= rule.GetInt32(),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!),
        _ => throw new NotSupportedException($"The checker does not know the keyword '{keyword}'."),
    };

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number == Math.Floor(number),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"The checker does not know the type '{type}'."),
    };

    private static int Length(JsonElement text) => text.GetString()!.EnumerateRunes().Count();

    private JsonElement Find(string reference)
    {
        if (!reference.StartsWith('#')) throw new NotSupportedException($"The checker follows references within one schema only, not '{reference}'.");
        return reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(schema, static (at, name) => at.GetProperty(name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));
    }
}
