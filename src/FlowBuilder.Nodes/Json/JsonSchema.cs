using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FlowBuilder.Nodes.Json;

/// <summary>Checks a JSON value against a JSON Schema.</summary>
/// <remarks>The keywords of JSON Schema 2020-12 (json-schema.org) that models are given: types, enum, const, objects, arrays,
/// lengths, ranges, patterns, allOf, anyOf, oneOf, not, and <c>$ref</c> within the schema. Other keywords do not restrict.</remarks>
internal sealed class JsonSchema
{
    private const int MaxDepth = 128;
    private const int MaxProblems = 20;

    // A schema whose parts name one another can ask for more than any machine does: a check that large says nothing.
    private const int MaxSteps = 200_000;

    private readonly JsonElement _root;
    private readonly StrongBox<int> _steps;
    private readonly ImmutableArray<JsonSchemaProblem>.Builder _problems = ImmutableArray.CreateBuilder<JsonSchemaProblem>();

    private JsonSchema(JsonElement root, StrongBox<int> steps) => (_root, _steps) = (root, steps);

    /// <summary>Where and how a value breaks the schema; empty where it does not.</summary>
    public static ImmutableArray<JsonSchemaProblem> Check(JsonElement schema, JsonElement value)
    {
        var check = new JsonSchema(schema, new StrongBox<int>());
        check.Check(schema, value, "$", 0);
        return check._problems.ToImmutable();
    }

    private void Check(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (schema.ValueKind == JsonValueKind.False) Add(path, "is not allowed", "허용되지 않는 값입니다");
        if (schema.ValueKind != JsonValueKind.Object || depth > MaxDepth || ++_steps.Value > MaxSteps || _problems.Count >= MaxProblems) return;
        if (schema.TryGetProperty("$ref", out var reference) && Resolve(reference) is { } target) Check(target, value, path, depth + 1);
        CheckType(schema, value, path);
        CheckCombined(schema, value, path, depth);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, path, depth);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, path, depth);
                break;
            default:
                foreach (var (english, korean) in JsonSchemaValues.ProblemsOf(schema, value)) Add(path, english, korean);
                break;
        }
    }

    private void CheckType(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            var names = type.ValueKind == JsonValueKind.Array
                ? [.. type.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)]
                : type.ValueKind == JsonValueKind.String ? new[] { type.GetString()! } : [];
            if (names.Length > 0 && !names.Any(name => JsonSchemaValues.IsOfType(value, name)))
            {
                var (wanted, given) = (string.Join("/", names), JsonSchemaValues.TypeOf(value));
                Add(path, $"is {given} where {wanted} is needed", $"{wanted} 값이 필요한데 {given} 값입니다");
            }
        }

        if (schema.TryGetProperty("enum", out var allowed) && allowed.ValueKind == JsonValueKind.Array
            && !allowed.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)))
            Add(path, $"is not one of {allowed.GetRawText()}", $"{allowed.GetRawText()} 중 하나가 아닙니다");
        if (schema.TryGetProperty("const", out var only) && !JsonElement.DeepEquals(only, value))
            Add(path, $"is not {only.GetRawText()}", $"{only.GetRawText()} 값이 아닙니다");
    }

    private void CheckCombined(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (Schemas(schema, "allOf") is { } all)
        {
            foreach (var part in all) Check(part, value, path, depth + 1);
        }

        if (Schemas(schema, "anyOf") is { } any && !any.Exists(part => Fits(part, value, depth)))
            Add(path, "fits none of the allowed forms", "허용된 형식 중 어느 것에도 맞지 않습니다");
        if (Schemas(schema, "oneOf") is { } one && one.Count(part => Fits(part, value, depth)) != 1)
            Add(path, "does not fit exactly one of the allowed forms", "허용된 형식 중 정확히 하나에 맞지 않습니다");
        if (schema.TryGetProperty("not", out var not) && Fits(not, value, depth))
            Add(path, "has a form that is not allowed", "허용되지 않는 형식입니다");
    }

    private void CheckObject(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (schema.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array)
        {
            foreach (var name in required.EnumerateArray())
            {
                if (name.ValueKind == JsonValueKind.String && !value.TryGetProperty(name.GetString()!, out _))
                    Add(path, $"lacks \"{name.GetString()}\"", $"\"{name.GetString()}\" 항목이 없습니다");
            }
        }

        schema.TryGetProperty("properties", out var properties);
        schema.TryGetProperty("additionalProperties", out var additional);
        foreach (var member in value.EnumerateObject())
        {
            var memberPath = $"{path}.{member.Name}";
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(member.Name, out var known))
                Check(known, member.Value, memberPath, depth + 1);
            else if (additional.ValueKind == JsonValueKind.False)
                Add(memberPath, "is not a known member", "정의되지 않은 항목입니다");
            else if (additional.ValueKind == JsonValueKind.Object)
                Check(additional, member.Value, memberPath, depth + 1);
        }
    }

    private void CheckArray(JsonElement schema, JsonElement value, string path, int depth)
    {
        var count = value.GetArrayLength();
        if (JsonSchemaValues.Number(schema, "minItems") is { } least && count < least)
            Add(path, $"has {count} items where {least} are needed", $"항목이 {least}개 이상 필요한데 {count}개입니다");
        if (JsonSchemaValues.Number(schema, "maxItems") is { } most && count > most)
            Add(path, $"has {count} items where {most} are allowed", $"항목은 {most}개까지인데 {count}개입니다");
        var first = Schemas(schema, "prefixItems") ?? [];
        schema.TryGetProperty("items", out var items);
        for (var i = 0; i < count; i++) Check(i < first.Count ? first[i] : items, value[i], $"{path}[{i}]", depth + 1);
    }

    private bool Fits(JsonElement schema, JsonElement value, int depth)
    {
        var check = new JsonSchema(_root, _steps);
        check.Check(schema, value, "$", depth + 1);
        return check._problems.Count == 0;
    }

    private JsonElement? Resolve(JsonElement reference)
    {
        if (reference.ValueKind != JsonValueKind.String || reference.GetString() is not ['#', .. var pointer]) return null;
        var at = _root;
        foreach (var part in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }

        return at;
    }

    private static List<JsonElement>? Schemas(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : null;

    private void Add(string path, string english, string korean)
    {
        if (_problems.Count < MaxProblems) _problems.Add(new JsonSchemaProblem(path, english, korean));
    }
}
