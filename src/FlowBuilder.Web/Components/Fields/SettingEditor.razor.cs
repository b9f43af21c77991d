using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>The form field of one setting, made from its declaration.</summary>
public partial class SettingEditor
{
    /// <summary>The widest range that a slider is fine enough for.</summary>
    private const double WidestSlider = 100;

    private static readonly JsonSerializerOptions Indented = new(FlowBuilder.Core.CoreJson.Options) { WriteIndented = true };

    // What was typed and cannot be the setting's value: it stays in the field, with what is wrong about it.
    private string? _draft;
    private string? _draftProblem;

    /// <summary>The setting.</summary>
    [Parameter, EditorRequired] public required SettingField Field { get; set; }

    /// <summary>All settings of the node.</summary>
    [Parameter, EditorRequired] public required JsonMembers Settings { get; set; }

    /// <summary>The setting of the same node that names its connection, for a field of models.</summary>
    [Parameter] public string ConnectionName { get; set; } = "";

    /// <summary>What the node's check says of the value, or null.</summary>
    [Parameter] public string? Problem { get; set; }

    /// <summary>Whether an edge feeds it.</summary>
    [Parameter] public bool IsWired { get; set; }

    /// <summary>Called with a new value; null for the default.</summary>
    [Parameter] public EventCallback<JsonElement?> ValueChanged { get; set; }

    private string Id => $"setting-{Field.Name}";

    private string Described => $"{Id}-help {Id}-problem";

    private JsonElement? Value => Settings.TryGet(Field.Name, out var value) ? value : Field.Default;

    private bool IsWrong => (_draftProblem ?? Problem) is not null;

    private bool HasRange => Field is { Minimum: { } least, Maximum: { } most } && most - least <= WidestSlider && Number is not null;

    private string Text => Value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        { } other => other.GetRawText(),
    };

    private string JsonText => Value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined }
        ? ""
        : JsonSerializer.Serialize(Value.Value, Indented);

    private double? Number => Value is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private string NumberText => Number?.ToString("0.######", CultureInfo.InvariantCulture) ?? Text;

    private bool IsOn => Value is { ValueKind: JsonValueKind.True };

    private Task SetTextAsync(string text) => SetAsync(JsonSerializer.SerializeToElement(text));

    private Task SetBooleanAsync(ChangeEventArgs change) => SetAsync(JsonSerializer.SerializeToElement(change.Value is true));

    private Task SetNumberAsync(double number) =>
        SetAsync(Field.Kind == FieldKind.Integer ? JsonSerializer.SerializeToElement((long)number) : JsonSerializer.SerializeToElement(number));

    private async Task SetNumberTextAsync(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            await SetAsync(null);
            return;
        }

        // A comma is a decimal sign for many who type numbers.
        var isNumber = double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        if (isNumber && (Field.Kind == FieldKind.Number || (number == Math.Floor(number) && Math.Abs(number) < 1e15))) await SetNumberAsync(number);
        else Keep(text, L[Field.Kind == FieldKind.Integer ? "Field.NotWhole" : "Field.NotNumber"]);
    }

    private async Task SetJsonAsync(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            await SetAsync(null);
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            await SetAsync(document.RootElement.Clone());
        }
        catch (JsonException problem)
        {
            Keep(text, L["Field.NotJson", (problem.LineNumber ?? 0) + 1, (problem.BytePositionInLine ?? 0) + 1]);
        }
    }

    private async Task SetAsync(JsonElement? value)
    {
        if (value is { } given && Field.Check(given) is { } problem)
        {
            Keep(given.ValueKind == JsonValueKind.String ? given.GetString()! : given.GetRawText(), problem.Text.ToString());
            return;
        }

        (_draft, _draftProblem) = (null, null);
        await ValueChanged.InvokeAsync(value);
    }

    private void Keep(string text, string problem)
    {
        (_draft, _draftProblem) = (text, problem);
        StateHasChanged();
    }
}
