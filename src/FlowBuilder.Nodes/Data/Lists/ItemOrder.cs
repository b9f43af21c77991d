using System.Globalization;
using System.Text.Json;

namespace FlowBuilder.Nodes.Data.Lists;

/// <summary>The order of values as people expect it: numbers by size, also those written as text; texts by the rules of a language; nothing last.</summary>
internal sealed class ItemOrder(CultureInfo language) : IComparer<JsonElement?>
{
    private readonly CompareInfo _texts = language.CompareInfo;

    /// <inheritdoc/>
    public int Compare(JsonElement? x, JsonElement? y)
    {
        var (left, right) = (RankOf(x), RankOf(y));
        if (left != right) return left.CompareTo(right);
        return left switch
        {
            0 => Number(x)!.Value.CompareTo(Number(y)!.Value),
            1 => ByText(x!.Value.GetString()!, y!.Value.GetString()!),
            2 => x!.Value.GetBoolean().CompareTo(y!.Value.GetBoolean()),
            3 => string.CompareOrdinal(x!.Value.GetRawText(), y!.Value.GetRawText()),
            _ => 0,
        };
    }

    /// <summary>A value as a number, or null where it is none.</summary>
    public static double? Number(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when double.TryParse(
            text.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };

    private int ByText(string left, string right)
    {
        var order = _texts.Compare(left, right, CompareOptions.IgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(left, right);
    }

    private static int RankOf(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => 4,
        _ when Number(value) is not null => 0,
        { ValueKind: JsonValueKind.String } => 1,
        { ValueKind: JsonValueKind.True or JsonValueKind.False } => 2,
        _ => 3,
    };
}
