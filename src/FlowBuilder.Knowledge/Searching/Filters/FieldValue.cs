using System.Globalization;

namespace FlowBuilder.Knowledge.Searching.Filters;

/// <summary>Compares values of metadata, which are text, as what they stand for.</summary>
internal static class FieldValue
{
    /// <summary>Below 0, 0 or above 0 as the first comes before, with or after the second; null where a number meets a text.</summary>
    public static int? Compare(string a, string b)
    {
        var isNumber = IsNumber(a, out var first);
        if (isNumber != IsNumber(b, out var second)) return null;
        return isNumber ? first.CompareTo(second) : string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a text is a number, written with a point and without groups.</summary>
    public static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);
}
