using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes.Reference;

/// <summary>Says of a setting in words what its declaration says in data.</summary>
public static class SettingWords
{
    /// <summary>What kind of value it takes, in a word or three.</summary>
    public static LocalText Kind(SettingField field) => field.Kind switch
    {
        FieldKind.Text or FieldKind.Auto => LocalText.Of("text", "텍스트"),
        FieldKind.Multiline => LocalText.Of("text of several lines", "여러 줄 텍스트"),
        FieldKind.Template => LocalText.Of("text with {{variables}}", "{{변수}}가 있는 텍스트"),
        FieldKind.Number => LocalText.Of("number", "숫자"),
        FieldKind.Integer => LocalText.Of("whole number", "정수"),
        FieldKind.Boolean => LocalText.Of("on or off", "켜기/끄기"),
        FieldKind.Choice => LocalText.Of("choice", "선택"),
        FieldKind.Json => LocalText.Of("JSON", "JSON"),
        FieldKind.JsonSchema => LocalText.Of("JSON Schema", "JSON 스키마"),
        FieldKind.TextList => LocalText.Of("list of texts", "텍스트 목록"),
        FieldKind.Pairs => LocalText.Of("names and values", "이름과 값"),
        FieldKind.Rows => LocalText.Of("rows", "행 목록"),
        FieldKind.File => LocalText.Of("file", "파일"),
        FieldKind.Connection => LocalText.Of("model connection", "모델 연결"),
        FieldKind.Database => LocalText.Of("database connection", "데이터베이스 연결"),
        FieldKind.Model => LocalText.Of("model", "모델"),
        FieldKind.Knowledge => LocalText.Of("knowledge base", "지식 베이스"),
        FieldKind.Flow => LocalText.Of("flow", "플로우"),
        FieldKind.ToolServer => LocalText.Of("tool server", "도구 서버"),
        FieldKind.ServerTools => LocalText.Of("tools of the server", "서버의 도구"),
        FieldKind.WebSearch => LocalText.Of("search connection", "검색 연결"),
        FieldKind.MailServer => LocalText.Of("mail connection", "메일 연결"),
        _ => LocalText.Verbatim(field.Kind.ToString()),
    };

    /// <summary>Between which bounds a value must lie; null where there are none.</summary>
    public static LocalText? Limits(SettingField field) => (field.Minimum, field.Maximum, field.MaxLength) switch
    {
        ({ } least, { } most, _) => LocalText.Of($"{Number(least)} to {Number(most)}", $"{Number(least)}~{Number(most)}"),
        ({ } least, null, _) => LocalText.Of($"{Number(least)} or more", $"{Number(least)} 이상"),
        (null, { } most, _) => LocalText.Of($"{Number(most)} or less", $"{Number(most)} 이하"),
        (null, null, { } length) => LocalText.Of($"up to {Number(length)} characters", $"최대 {Number(length)}자"),
        _ => null,
    };

    /// <summary>The value it has when nobody sets it, in words; null where it is empty then.</summary>
    public static LocalText? Default(SettingField field)
    {
        if (field.Default is not { } value) return null;
        return value.ValueKind switch
        {
            JsonValueKind.True => LocalText.Of("on", "켜짐"),
            JsonValueKind.False => LocalText.Of("off", "꺼짐"),
            JsonValueKind.Number => LocalText.Verbatim(value.GetRawText()),
            JsonValueKind.String => OfText(field, value.GetString()!),
            JsonValueKind.Array when value.GetArrayLength() == 0 => null,
            _ => LocalText.Verbatim(JsonSerializer.Serialize(value, CoreJson.Options)),
        };
    }

    /// <summary>Under which condition the form shows it; null where it always does.</summary>
    /// <param name="field">The setting.</param>
    /// <param name="fields">The settings beside it.</param>
    public static LocalText? Condition(SettingField field, IEnumerable<SettingField> fields)
    {
        if (field.VisibleWhen is not { } name || fields.FirstOrDefault(other => other.Name == name) is not { } other) return null;
        var values = field.VisibleValues.Select(value => Named(other, value)).ToList();
        return LocalText.Of(
            $"Only where \"{other.Label.English}\" is {string.Join(" or ", values.Select(value => $"\"{value.English}\""))}.",
            $"\"{other.Label.For(Languages.Korean)}\" 설정이 {string.Join(", ", values.Select(value => $"\"{value.For(Languages.Korean)}\""))}일 때만 씁니다.");
    }

    private static LocalText? OfText(SettingField field, string value)
    {
        if (value.Length == 0) return null;
        return field.Choices.IsEmpty ? LocalText.Verbatim(value) : Named(field, value);
    }

    private static LocalText Named(SettingField field, string value) => value switch
    {
        "true" when field.Kind == FieldKind.Boolean => LocalText.Of("on", "켜짐"),
        "false" when field.Kind == FieldKind.Boolean => LocalText.Of("off", "꺼짐"),
        _ => field.Choices.FirstOrDefault(choice => choice.Value == value)?.Label ?? LocalText.Verbatim(value),
    };

    private static string Number(double value) => value.ToString("#,0.########", CultureInfo.InvariantCulture);
}
