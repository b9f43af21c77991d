using System.Globalization;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes.Templates;
using Microsoft.AspNetCore.Components;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>The form field of one setting, made from its declaration.</summary>
public partial class SettingEditor
{
    /// <summary>The widest range that a slider is fine enough for.</summary>
    private const double WidestSlider = 100;

    private bool _isExpanded;

    // What was typed last: it stays in the field as it was typed, for as long as the setting has the value it had then.
    private FieldDraft? _draft;

    /// <summary>The setting.</summary>
    [Parameter, EditorRequired] public required SettingField Field { get; set; }

    /// <summary>All settings of the node.</summary>
    [Parameter, EditorRequired] public required JsonMembers Settings { get; set; }

    /// <summary>The connection that the same node names, for a field of models.</summary>
    [Parameter] public string ConnectionName { get; set; } = "";

    /// <summary>The node's type, for a field whose choices depend on another setting; null where there is none.</summary>
    [Parameter] public NodeType? Type { get; set; }

    /// <summary>What is offered inside the braces of a template.</summary>
    [Parameter] public IReadOnlyList<TemplateWord> Words { get; set; } = [];

    /// <summary>What the flow's check says of the value, or null.</summary>
    [Parameter] public string? Problem { get; set; }

    /// <summary>Whether the problem is only that nothing was filled in yet.</summary>
    [Parameter] public bool IsTodo { get; set; }

    /// <summary>The title of the node whose edge feeds it; null where none does.</summary>
    [Parameter] public string? Source { get; set; }

    /// <summary>Called when the node that feeds it should be shown.</summary>
    [Parameter] public EventCallback OnSource { get; set; }

    /// <summary>Whether the card has an input for it.</summary>
    [Parameter] public bool IsPromoted { get; set; }

    /// <summary>Called when the card should have an input for it, or no longer.</summary>
    [Parameter] public EventCallback<bool> IsPromotedChanged { get; set; }

    /// <summary>Called with a new value; null for the default.</summary>
    [Parameter] public EventCallback<JsonElement?> ValueChanged { get; set; }

    /// <summary>The id of the row that it is a field of; null for a setting of the node.</summary>
    [Parameter] public string? Within { get; set; }

    /// <summary>Whether the explanation is not shown, because another field of the same kind shows it.</summary>
    [Parameter] public bool HidesHelp { get; set; }

    private string Id => $"{Within ?? "setting"}-{Field.Name}";

    private string Label => Field.Label.ToString();

    private string? Help => Field.Help.ToString() is { Length: > 0 } help ? help : null;

    private string Described => Help is null || HidesHelp ? $"{Id}-problem" : $"{Id}-problem {Id}-help";

    private JsonElement? Value => Settings.TryGet(Field.Name, out var value) ? value : Field.Default;

    private FieldDraft? Draft => _draft is { } draft && draft.IsOf(Value) ? draft : null;

    private string? DraftProblem => Draft?.Problem;

    private string? ShownProblem => Source is null ? DraftProblem ?? Problem : null;

    private bool IsWrong => ShownProblem is not null && (DraftProblem is not null || !IsTodo);

    private bool IsText => Field.Kind is FieldKind.Template or FieldKind.Multiline or FieldKind.Json;

    private bool HasRange => Field is { Minimum: { } least, Maximum: { } most } && most - least <= WidestSlider;

    private TextBoxStyle Style => Field.Kind switch
    {
        FieldKind.Template => TextBoxStyle.Template,
        FieldKind.Json => TextBoxStyle.Code,
        _ => TextBoxStyle.Lines,
    };

    private TextPlace? Mark => Draft?.Place ?? (Field.Kind == FieldKind.Template && TemplateReading.ProblemOf(Text) is { } problem
        ? new TextPlace(problem.Line, problem.Column)
        : null);

    private string Text => Draft?.Text ?? SettingText.Of(Field, Value);

    private double? Number => Value is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private bool IsOn => Value is { ValueKind: JsonValueKind.True };

    // A text that one may as well delete needs no button that does it by accident.
    private bool CanReset => Draft is { Problem: not null } || (Settings.TryGet(Field.Name, out _)
        && !(Field.Kind is FieldKind.Text or FieldKind.Template or FieldKind.Multiline or FieldKind.File && SettingText.Of(Field, Field.Default).Length == 0));

    private string ResetTitle => SettingText.Shown(Field, Field.Default) is { Length: > 0 and <= 60 } value
        ? L["Field.ResetTo", value]
        : L["Field.Reset", Label];

    // The name that another setting of the same node holds, for a field whose choices depend on it.
    private string NameIn(FieldKind kind)
    {
        var other = Type?.Fields.FirstOrDefault(field => field.Kind == kind);
        var value = other is null ? null : Settings.TryGet(other.Name, out var given) ? given : other.Default;
        return value is { ValueKind: JsonValueKind.String } name ? name.GetString()! : "";
    }

    private Task ResetAsync()
    {
        _draft = null;
        return ValueChanged.InvokeAsync(null);
    }

    private Task SetTextAsync(string text) => SetAsync(JsonSerializer.SerializeToElement(text), text);

    private Task SetBooleanAsync(ChangeEventArgs change) => SetAsync(JsonSerializer.SerializeToElement(change.Value is true));

    private Task SetNumberAsync(double number) => SetAsync(SettingText.Number(Field, number));

    private Task SetAsync(JsonElement? value) => SetAsync(value, text: null);

    private Task SetFromTextAsync(string text) => Field.Kind switch
    {
        FieldKind.Number or FieldKind.Integer => SetNumberTextAsync(text),
        FieldKind.Json or FieldKind.JsonSchema => SetJsonAsync(text),
        _ => SetTextAsync(text),
    };

    private async Task SetNumberTextAsync(string text)
    {
        // A comma is a decimal sign for many who type numbers.
        if (string.IsNullOrWhiteSpace(text)) await SetAsync(null);
        else if (double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && SettingText.IsNumberOf(Field, number)) await SetAsync(SettingText.Number(Field, number), text);
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
            await SetAsync(SettingText.ReadJson(text), text);
        }
        catch (JsonException problem)
        {
            var place = TextPlace.Of(text, problem);
            Keep(text, L["Field.NotJson", place.Line, place.Column], place);
        }
    }

    private async Task SetAsync(JsonElement? value, string? text)
    {
        if (value is { } given && Field.Check(given) is { } problem)
        {
            Keep(text ?? SettingText.Of(Field, given), problem.Text.ToString());
            return;
        }

        _draft = text is null ? null : new FieldDraft(text, value is { } known && Field.IsDefault(known) ? Field.Default : value);
        await ValueChanged.InvokeAsync(value);
    }

    private void Keep(string text, string problem, TextPlace? place = null)
    {
        _draft = new FieldDraft(text, Value) { Problem = problem, Place = place };
        StateHasChanged();
    }
}
