using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>Settings as text, and back.</summary>
internal static class SettingText
{
    private static readonly JsonSerializerOptions Indented = new(CoreJson.Options) { WriteIndented = true };

    // A member that stands twice would be refused by whatever reads the flow next.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = CoreJson.MaxDepth };

    /// <summary>A value as its field shows it; empty for none.</summary>
    public static string Of(SettingField field, JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        { } json when field.Kind is FieldKind.Json or FieldKind.JsonSchema => JsonSerializer.Serialize(json, Indented),
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble().ToString("0.######", CultureInfo.InvariantCulture),
        { } other => other.GetRawText(),
    };

    /// <summary>A value in words: the name of a choice, not what the file calls it.</summary>
    public static string Shown(SettingField field, JsonElement? value)
    {
        var text = Of(field, value);
        return field.Choices.FirstOrDefault(choice => choice.Value == text)?.Label.ToString() ?? text;
    }

    /// <summary>A number as the setting's file has it.</summary>
    public static JsonElement Number(SettingField field, double number) => field.Kind == FieldKind.Integer
        ? JsonSerializer.SerializeToElement((long)number)
        : JsonSerializer.SerializeToElement(number);

    /// <summary>Whether a number is of the kind that the setting takes: finite, and whole where it must be.</summary>
    public static bool IsNumberOf(SettingField field, double number) =>
        double.IsFinite(number) && (field.Kind == FieldKind.Number || (number == Math.Floor(number) && Math.Abs(number) < 1e15));

    /// <summary>Reads JSON that somebody typed.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonElement ReadJson(string text)
    {
        using var document = JsonDocument.Parse(text, Strict);
        return document.RootElement.Clone();
    }

    /// <summary>JSON with a line for each member.</summary>
    public static string Indent(JsonElement value) => JsonSerializer.Serialize(value, Indented);
}
