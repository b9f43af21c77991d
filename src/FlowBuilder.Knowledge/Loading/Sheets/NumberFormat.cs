using System.Globalization;
using System.Text;

namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>Shows numbers as Excel shows them.</summary>
internal sealed class NumberFormat
{
    /// <summary>The plainest form.</summary>
    public static readonly NumberFormat General = new([]);

    private readonly IReadOnlyList<FormatSection> _sections;

    private NumberFormat(IReadOnlyList<FormatSection> sections) => _sections = sections;

    /// <summary>Whether it shows dates or times.</summary>
    public bool IsDate => _sections.Count > 0 && _sections[0].IsDate;

    /// <summary>Reads a format code; an empty one is the plainest form.</summary>
    public static NumberFormat Parse(string code) => code.Length == 0 ? General : new NumberFormat(FormatSection.AllOf(code));

    /// <summary>A number as it is shown; in its plainest form where the format cannot show it.</summary>
    /// <param name="value">The number.</param>
    /// <param name="from1904">Whether the workbook counts days from 1904 instead of 1900.</param>
    public string Show(double value, bool from1904)
    {
        if (_sections.Count == 0) return Plain(value);
        if (IsDate) return ShownDate.Of(from1904 ? value + 1462 : value, _sections[0]) ?? Plain(value);
        var index = value < 0 && _sections.Count > 1 ? 1 : value == 0 && _sections.Count > 2 ? 2 : 0;
        var section = _sections[index];
        var shown = index == 1 ? -value : value;
        if (section.HasDigits) return IsFraction(section) ? Plain(value) : Placed(shown, section);

        // A section of words stands for the number, such as a dash for zero; an empty one hides it.
        return string.Concat(section.Tokens.Select(token => token.Kind == FormatTokenKind.Literal ? token.Text : Plain(shown))).Trim();
    }

    // Fifteen digits are what Excel keeps; what a double holds beyond them is noise of the conversion.
    private static string Plain(double value) =>
        Math.Abs(value) < 1e15 && (value == 0 || Math.Abs(value) >= 1e-9)
            ? ((decimal)value).ToString("0.###############", CultureInfo.InvariantCulture)
            : value.ToString("G15", CultureInfo.InvariantCulture);

    private static bool IsFraction(FormatSection section) => section.Tokens.Any(token => token is { Kind: FormatTokenKind.Digit, Text: "/" });

    // Custom formats of .NET have the same places, points, commas, percents and exponents; only what is literal is marked
    // otherwise, and commas that divide by a thousand stand before the point there and at the end here.
    private static string Placed(double value, FormatSection section)
    {
        var pattern = new StringBuilder();
        var last = section.Tokens.Count - 1;
        while (section.Tokens[last] is not { Kind: FormatTokenKind.Digit, Text: "0" or "#" or "?" } && last > 0) last--;
        for (var i = 0; i < section.Tokens.Count; i++)
        {
            var token = section.Tokens[i];
            if (token.Kind == FormatTokenKind.Literal) foreach (var letter in token.Text) pattern.Append('\\').Append(letter);
            else if (token.Kind == FormatTokenKind.Digit && token.Text == "," && i > last) value /= 1000;
            else if (token.Kind == FormatTokenKind.Digit) pattern.Append(token.Text == "?" ? "#" : token.Text.ToUpperInvariant());
        }

        return value.ToString(pattern.ToString(), CultureInfo.InvariantCulture).Trim();
    }
}
