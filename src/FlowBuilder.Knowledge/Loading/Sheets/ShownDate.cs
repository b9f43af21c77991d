using System.Globalization;
using System.Text;

namespace FlowBuilder.Knowledge.Loading.Sheets;

/// <summary>Writes the serial number of a day as a date or time.</summary>
internal static class ShownDate
{
    private const string KoreanDays = "일월화수목금토";

    // Some seconds before the year 10000, so that rounding does not lead beyond what can be told.
    private const double LastTime = 2_958_465.9999;

    /// <summary>A serial number in a format, or null where it is no day.</summary>
    /// <param name="serial">Days since the end of 1899, with the time of day as a fraction.</param>
    /// <param name="section">The format.</param>
    public static string? Of(double serial, FormatSection section)
    {
        if (serial is < 0 or >= LastTime || double.IsNaN(serial)) return null;

        // A leap day that 1900 did not have is counted: Excel keeps the mistake of Lotus 1-2-3.
        var time = new DateTime(1899, 12, 30).AddMilliseconds(Math.Round((serial < 60 ? serial + 1 : serial) * 86_400_000));
        var tokens = section.Tokens;
        if (!tokens.Any(token => token.Kind == FormatTokenKind.Digit)) time = time.AddMilliseconds(500).AddTicks(-(time.AddMilliseconds(500).Ticks % TimeSpan.TicksPerSecond));
        var half = tokens.Any(token => token is { Kind: FormatTokenKind.Date, Text: "am/pm" or "a/p" });
        var text = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            text.Append(tokens[i].Kind switch
            {
                FormatTokenKind.Date => Part(time, tokens[i].Text, half, section.IsKorean, IsMinute(tokens, i)),
                FormatTokenKind.Elapsed => Elapsed(serial, tokens[i].Text),
                FormatTokenKind.Digit when tokens[i].Text == "0" => Fraction(time, tokens, i),
                FormatTokenKind.Digit or FormatTokenKind.Literal => tokens[i].Text,
                _ => "",
            });
        }

        return text.ToString().Trim();
    }

    // An m is minutes after hours and before seconds, and months elsewhere.
    private static bool IsMinute(IReadOnlyList<FormatToken> tokens, int at) =>
        Neighbour(tokens, at, -1).StartsWith('h') || Neighbour(tokens, at, 1).StartsWith('s');

    private static string Neighbour(IReadOnlyList<FormatToken> tokens, int at, int step)
    {
        for (var i = at + step; i >= 0 && i < tokens.Count; i += step)
        {
            if (tokens[i].Kind is FormatTokenKind.Date or FormatTokenKind.Elapsed) return tokens[i].Text;
        }

        return "";
    }

    private static string Part(DateTime time, string token, bool half, bool korean, bool isMinute) => token switch
    {
        "am/pm" when korean => time.Hour < 12 ? "오전" : "오후",
        "am/pm" => time.Hour < 12 ? "AM" : "PM",
        "a/p" => time.Hour < 12 ? "A" : "P",
        ['y', ..] => token.Length <= 2 ? Two(time.Year % 100) : One(time.Year),
        ['e', ..] => One(time.Year),
        "m" when isMinute => One(time.Minute),
        "mm" when isMinute => Two(time.Minute),
        "m" => One(time.Month),
        "mm" => Two(time.Month),
        "mmmmm" => time.ToString("MMMM", CultureInfo.InvariantCulture)[..1],
        ['m', ..] => time.ToString(token.Length == 3 ? "MMM" : "MMMM", CultureInfo.InvariantCulture),
        "d" => One(time.Day),
        "dd" => Two(time.Day),
        ['d', ..] when korean => DayOf(time, token.Length > 3),
        ['d', ..] => time.ToString(token.Length == 3 ? "ddd" : "dddd", CultureInfo.InvariantCulture),
        ['a', ..] => DayOf(time, token.Length > 3),
        ['h', ..] => Padded(half ? ((time.Hour + 11) % 12) + 1 : time.Hour, token),
        ['s', ..] => Padded(time.Second, token),
        _ => "",
    };

    private static string DayOf(DateTime time, bool isLong) => isLong ? $"{KoreanDays[(int)time.DayOfWeek]}요일" : KoreanDays[(int)time.DayOfWeek].ToString();

    private static string Elapsed(double serial, string token) => Padded(
        (long)Math.Round(serial * 86_400) / token[0] switch { 'h' => 3600, 'm' => 60, _ => 1 },
        token);

    private static string Fraction(DateTime time, IReadOnlyList<FormatToken> tokens, int at)
    {
        var place = 0;
        while (at - place - 1 >= 0 && tokens[at - place - 1] is { Kind: FormatTokenKind.Digit, Text: "0" }) place++;
        return place < 3 ? time.Millisecond.ToString("000", CultureInfo.InvariantCulture).Substring(place, 1) : "0";
    }

    private static string Padded(long number, string token) => token.Length > 1 ? Two(number) : One(number);

    private static string One(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Two(long number) => number.ToString("00", CultureInfo.InvariantCulture);
}
