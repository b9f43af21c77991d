using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes;

/// <summary>One setting of a node type: what a form, a schema and a documentation page need to know of it.</summary>
public sealed class SettingField
{
    private readonly Action<object, object?> _set;

    internal SettingField(Type valueType, Action<object, object?> set)
    {
        ValueType = valueType;
        _set = set;
    }

    /// <summary>Its name in the file.</summary>
    public required string Name { get; init; }

    /// <summary>Its name for people.</summary>
    public required LocalText Label { get; init; }

    /// <summary>What it is for, in one sentence.</summary>
    public required LocalText Help { get; init; }

    /// <summary>How it is edited; never <see cref="FieldKind.Auto"/>.</summary>
    public required FieldKind Kind { get; init; }

    /// <summary>The value it has when the file says nothing; null for none.</summary>
    public JsonElement? Default { get; init; }

    /// <summary>Whether the node cannot run while it is empty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it is folded away under <i>Advanced</i>.</summary>
    public bool IsAdvanced { get; init; }

    /// <summary>Whether an edge may feed it.</summary>
    public bool IsPromotable { get; init; }

    /// <summary>Whether the node's card shows it.</summary>
    public bool IsOnCard { get; init; }

    /// <summary>Whether no form shows it, because the editor fills it in by itself.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether a change of it cannot change any output.</summary>
    public bool IsCosmetic { get; init; }

    /// <summary>What its number bounds of what the node uses.</summary>
    public UsageBound Bounds { get; init; }

    /// <summary>The least number allowed, or null.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest number allowed, or null.</summary>
    public double? Maximum { get; init; }

    /// <summary>The most characters allowed, or null for the format's own limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The values it may take; empty where it may take any.</summary>
    public ImmutableArray<SettingChoice> Choices { get; init; } = [];

    /// <summary>For rows, the fields of one row; else empty.</summary>
    public ImmutableArray<SettingField> Columns { get; init; } = [];

    /// <summary>The setting on whose value its visibility depends, or null.</summary>
    public string? VisibleWhen { get; init; }

    /// <summary>The values of <see cref="VisibleWhen"/> at which it is shown, as text.</summary>
    public ImmutableArray<string> VisibleValues { get; init; } = [];

    /// <summary>What an empty field shows.</summary>
    public string Placeholder { get; init; } = "";

    /// <summary>The type of the port that feeds it, where it is promotable.</summary>
    public PortType PortType { get; init; } = PortType.Text;

    internal Type ValueType { get; }

    /// <summary>Whether its property may be null, so that <c>null</c> is a value like any other.</summary>
    internal bool AllowsNull { get; init; }

    /// <summary>Whether a form shows it beside these settings.</summary>
    public bool IsVisible(JsonMembers settings, NodeType type)
    {
        if (IsHidden) return false;
        if (VisibleWhen is null || type.FindField(VisibleWhen) is not { } other) return true;
        var value = settings.TryGet(other.Name, out var given) ? given : other.Default;
        return VisibleValues.Contains(TextOf(value)) && other.IsVisible(settings, type);
    }

    /// <summary>Whether a value is the one that the setting has anyway, so that the file leaves it out.</summary>
    public bool IsDefault(JsonElement value) => Default is { } known
        ? JsonElement.DeepEquals(known, value)
        : value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    /// <summary>What is wrong with a value, or null where it is fine. An empty required value is not a wrong one.</summary>
    public SettingProblem? Check(JsonElement value) => SettingCheck.Check(this, value, out _);

    private static string TextOf(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.String } text) return value?.GetRawText() ?? "";
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no value that any field is shown for.
            return "";
        }
    }

    internal void Set(object settings, object? value) => _set(settings, value);
}
