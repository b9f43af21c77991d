using System.Globalization;
using System.Text.RegularExpressions;

namespace FlowBuilder.Storage.Tables.Cells;

/// <summary>Reads the numbers of a column as people write them: with thousands parted, a currency or a percent sign beside them.</summary>
/// <param name="isComma">Whether a comma parts the decimals, as in <c>1.234,5</c>.</param>
internal sealed partial class CellNumbers(bool isComma)
{
    private const int MostDigits = 18;

    /// <summary>Signs that stand beside a number and do not change it.</summary>
    private static readonly string[] Units = ["₩", "$", "€", "£", "¥", "%", "원", "円", "元", "개", "명", "건", "회", "KRW", "USD", "EUR", "JPY"];

    /// <summary>The unit that stands beside the numbers; empty where none does.</summary>
    public string Unit { get; private set; } = "";

    /// <summary>Whether every number so far is whole.</summary>
    public bool AreWhole { get; private set; } = true;

    /// <summary>Whether a number so far shows that a comma parts the decimals.</summary>
    public bool SawComma { get; private set; }

    /// <summary>Reads a cell; false where it is no number in this way of writing, or has another unit than the others.</summary>
    public bool TryRead(string cell, out object value)
    {
        value = 0L;
        var text = cell.Trim();
        var isNegative = text.Length > 2 && text[0] == '(' && text[^1] == ')';
        if (isNegative) text = text[1..^1].Trim();
        if (!TryTakeUnit(ref text) || !(isComma ? Comma() : Point()).IsMatch(text)) return false;
        if (isComma)
        {
            SawComma |= text.Contains(',', StringComparison.Ordinal);
            text = text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        }
        else
        {
            text = text.Replace(",", "", StringComparison.Ordinal);
        }

        // A code that begins with zeros is no number: 00123 is not 123.
        var digits = text.AsSpan().TrimStart("+-");
        if (digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1])) return false;
        if (digits.IndexOfAny(".eE") < 0)
        {
            if (digits.Length > MostDigits) return false;
            var whole = long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            value = isNegative ? -whole : whole;
            return true;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return false;
        AreWhole = false;
        value = isNegative ? -number : number;
        return true;
    }

    private bool TryTakeUnit(ref string text)
    {
        var sign = text is ['+' or '-', ..] ? text[..1] : "";
        var bare = text[sign.Length..];
        foreach (var unit in Units)
        {
            if (bare.StartsWith(unit, StringComparison.Ordinal)) bare = bare[unit.Length..];
            else if (bare.EndsWith(unit, StringComparison.Ordinal)) bare = bare[..^unit.Length];
            else continue;
            if (Unit.Length > 0 && Unit != unit) return false;
            Unit = unit;
            break;
        }

        text = sign + bare.Trim();
        return true;
    }

    [GeneratedRegex(@"^[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?\z")]
    private static partial Regex Point();

    [GeneratedRegex(@"^[+-]?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?\z")]
    private static partial Regex Comma();
}
