using System.Text.Json;
using System.Text.Json.Nodes;
using FlowBuilder.Core;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Json;

/// <summary>Changes members of an object, or of every object of a list, by dotted names.</summary>
internal static class JsonChange
{
    /// <summary>What is wrong with a dotted name.</summary>
    public static IEnumerable<SettingProblem> ProblemsOf(string setting, string name)
    {
        if (name.Split('.').All(part => part.Trim().Length > 0)) yield break;
        yield return new SettingProblem("json.path", setting, LocalText.Of(
            $"\"{name}\" is not the name of a field. Write it as in status or address.city.",
            $"\"{name}\"은(는) 항목 이름이 아닙니다. status, address.city처럼 쓰세요."));
    }

    /// <summary>With new values: JSON where the value is JSON, else text. Objects on the way are made.</summary>
    public static JsonElement Set(JsonElement value, IReadOnlyList<NameValue> changes) => Each(value, target =>
    {
        foreach (var (name, text) in changes)
        {
            var path = PathOf(name);
            var owner = target;
            foreach (var part in path[..^1])
            {
                if (owner[part] is not JsonObject next) owner[part] = next = [];
                owner = next;
            }

            owner[path[^1]] = JsonInText.TryParse(text, out var json) ? JsonNode.Parse(json.GetRawText()) : JsonValue.Create(text);
        }

        return target;
    });

    /// <summary>With these members only, in the order in which they are named.</summary>
    public static JsonElement Keep(JsonElement value, IReadOnlyList<string> names) => Each(value, target =>
    {
        var kept = new JsonObject();
        foreach (var path in names.Select(PathOf))
        {
            if (!TryFind(target, path, out var found)) continue;
            var owner = kept;
            foreach (var part in path[..^1])
            {
                if (owner[part] is not JsonObject next) owner[part] = next = [];
                owner = next;
            }

            owner[path[^1]] = found?.DeepClone();
        }

        return kept;
    });

    /// <summary>Without these members.</summary>
    public static JsonElement Remove(JsonElement value, IReadOnlyList<string> names) => Each(value, target =>
    {
        foreach (var path in names.Select(PathOf))
        {
            if (TryFind(target, path[..^1], out var owner) && owner is JsonObject parent) parent.Remove(path[^1]);
        }

        return target;
    });

    private static string[] PathOf(string name) => [.. name.Split('.').Select(part => part.Trim())];

    private static bool TryFind(JsonObject target, string[] path, out JsonNode? found)
    {
        found = target;
        foreach (var part in path)
        {
            if (found is not JsonObject owner || !owner.TryGetPropertyValue(part, out found)) return false;
        }

        return true;
    }

    private static JsonElement Each(JsonElement value, Func<JsonObject, JsonObject> change) => value.ValueKind switch
    {
        JsonValueKind.Object => JsonSerializer.SerializeToElement(change(JsonObject.Create(value)!), CoreJson.Options),
        JsonValueKind.Array => JsonSerializer.SerializeToElement(
            value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? Each(item, change) : item), CoreJson.Options),
        _ => value,
    };
}
