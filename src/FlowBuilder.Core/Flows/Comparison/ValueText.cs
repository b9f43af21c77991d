using System.Text.Encodings.Web;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Flows.Comparison;

/// <summary>Says values of a flow in words, as a comparison shows them.</summary>
internal static class ValueText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly LocalText On = LocalText.Of("on", "켬");
    private static readonly LocalText Off = LocalText.Of("off", "끔");

    /// <summary>A value in words.</summary>
    /// <param name="path">Its place within its part.</param>
    /// <param name="value">The value.</param>
    /// <param name="field">The setting that it is of, where it is a known one.</param>
    public static LocalText Of(string path, JsonElement value, SettingField? field) => (value.ValueKind, path) switch
    {
        (JsonValueKind.True, _) => On,
        (JsonValueKind.False, _) => Off,
        (JsonValueKind.String, PartMembers.Policy + "onError") => OnError(value.GetString()!),
        (JsonValueKind.String, PartMembers.Policy + "onInterrupted") => OnInterrupted(value.GetString()!),
        (JsonValueKind.String, _) => Choice(value.GetString()!, field),
        (JsonValueKind.Array, _) => LocalText.Verbatim(List(value)),
        (JsonValueKind.Object, _) when field?.Kind == FieldKind.File => File(value),
        (JsonValueKind.Object, _) when SubFlow.IsEmbedded(value) && field?.Kind == FieldKind.Flow => Embedded(value),
        _ => LocalText.Verbatim(JsonSerializer.Serialize(value, Indented)),
    };

    private static LocalText Choice(string value, SettingField? field)
    {
        foreach (var choice in field?.Choices ?? [])
        {
            if (choice.Value == value) return choice.Label;
        }

        return LocalText.Verbatim(value);
    }

    private static LocalText OnError(string value) => value switch
    {
        "fallback" => LocalText.Of("go on with a fallback value", "대체 값으로 계속하기"),
        "port" => LocalText.Of("take the way out “error”", "“오류” 출력으로 보내기"),
        _ => LocalText.Of("stop the run", "실행 중지"),
    };

    private static LocalText OnInterrupted(string value) => value == "repeat"
        ? LocalText.Of("run again", "다시 실행")
        : LocalText.Of("fail", "실패로 처리");

    private static string List(JsonElement list)
    {
        var items = list.EnumerateArray().ToList();
        if (items.TrueForAll(item => item.ValueKind == JsonValueKind.String && !item.GetString()!.Contains('\n', StringComparison.Ordinal)))
            return string.Join(items.Count > 1 && items.Sum(item => item.GetString()!.Length) > 60 ? "\n" : ", ", items.Select(item => item.GetString()));
        return items.TrueForAll(IsPair)
            ? string.Join('\n', items.Select(pair => $"{pair.GetProperty("name").GetString()}: {pair.GetProperty("value").GetString()}"))
            : JsonSerializer.Serialize(list, Indented);
    }

    private static bool IsPair(JsonElement item) => item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
        && item.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String
        && item.EnumerateObject().Count() == 2;

    private static LocalText File(JsonElement value)
    {
        var name = Member(value, "name");
        var text = Member(value, "text");
        return text.Length > 0
            ? LocalText.Verbatim($"{name}\n{text}")
            : LocalText.Of($"{name}, {Member(value, "base64").Length * 3L / 4:N0} bytes", $"{name}, {Member(value, "base64").Length * 3L / 4:N0}바이트");
    }

    private static LocalText Embedded(JsonElement flow)
    {
        var nodes = flow.TryGetProperty("nodes", out var list) && list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;
        var name = Member(flow, "name");
        return LocalText.Of($"an embedded flow “{name}” of {nodes} nodes", $"포함된 플로우 “{name}”(노드 {nodes}개)");
    }

    private static string Member(JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : "";
}
