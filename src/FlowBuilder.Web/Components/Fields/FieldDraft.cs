using System.Text.Json;
using FlowBuilder.Web.Editing;

namespace FlowBuilder.Web.Components.Fields;

/// <summary>A text as somebody typed it, beside the value that the setting had after it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Value">The setting's value; null for none.</param>
internal sealed record FieldDraft(string Text, JsonElement? Value)
{
    /// <summary>Why the text cannot be the setting's value, or null where it is.</summary>
    public string? Problem { get; init; }

    /// <summary>Where the text cannot be read, or null.</summary>
    public TextPlace? Place { get; init; }

    /// <summary>Whether the setting still has that value: another means that something else changed it.</summary>
    public bool IsOf(JsonElement? value) => (value, Value) switch
    {
        ({ } one, { } other) => SameJson.Are(one, other),
        (null, null) => true,
        _ => false,
    };
}
