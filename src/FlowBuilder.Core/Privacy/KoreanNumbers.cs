using System.Text.RegularExpressions;

namespace FlowBuilder.Core.Privacy;

/// <summary>Finds numbers that Korean authorities give to people and businesses.</summary>
internal static partial class KoreanNumbers
{
    // So near that a text that comes in pieces need not be kept for it.
    private const int FarthestWord = 24;

    private static readonly int[] ResidentWeights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
    private static readonly int[] BusinessWeights = [1, 3, 7, 1, 3, 7, 1, 3, 5];

    /// <summary>Resident and alien registration numbers.</summary>
    /// <remarks>
    /// Since October 2020 the last six digits are drawn at random, so a check digit is asked for only where there is no hyphen.
    /// Thirteen digits together that are a time of these years in milliseconds, as programs write it, count only after a word for the number.
    /// </remarks>
    public static IEnumerable<(int Start, int Length)> Residents(string text) =>
        from match in Resident().Matches(text)
        let digits = Digits(match.Value)
        where IsDate(digits) && (match.Value.Contains('-', StringComparison.Ordinal) || (IsResidentChecked(digits) && !IsTime(text, match)))
        select (match.Index, match.Length);

    /// <summary>Business registration numbers.</summary>
    public static IEnumerable<(int Start, int Length)> Businesses(string text) =>
        from match in Business().Matches(text)
        where IsBusinessChecked(Digits(match.Value))
        select (match.Index, match.Length);

    private static bool IsTime(string text, Match match) =>
        match.Length == 13 && string.CompareOrdinal(match.Value, "1400000000000") > 0 && string.CompareOrdinal(match.Value, "2100000000000") < 0
        && !NumberWord().IsMatch(text[Math.Max(0, match.Index - FarthestWord)..match.Index]);

    private static int[] Digits(string number) => [.. number.Where(char.IsAsciiDigit).Select(digit => digit - '0')];

    private static bool IsDate(int[] digits)
    {
        var century = digits[6] is 1 or 2 or 5 or 6 ? 1900 : 2000;
        var (year, month, day) = (century + 10 * digits[0] + digits[1], 10 * digits[2] + digits[3], 10 * digits[4] + digits[5]);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    private static bool IsResidentChecked(int[] digits)
    {
        var sum = ResidentWeights.Select((weight, index) => weight * digits[index]).Sum();
        var isAlien = digits[6] >= 5;
        return digits[12] == ((isAlien ? 13 : 11) - sum % 11) % 10;
    }

    private static bool IsBusinessChecked(int[] digits)
    {
        var sum = BusinessWeights.Select((weight, index) => weight * digits[index]).Sum() + 5 * digits[8] / 10;
        return digits[9] == (10 - sum % 10) % 10;
    }

    [GeneratedRegex("(?<![0-9])[0-9]{6}(?: ?- ?| )?[1-8][0-9]{6}(?![0-9])")]
    private static partial Regex Resident();

    [GeneratedRegex("주민|외국인등록|resident|registration", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberWord();

    [GeneratedRegex("(?<![0-9]|[0-9]-)[0-9]{3}-[0-9]{2}-[0-9]{5}(?![0-9]|-[0-9])")]
    private static partial Regex Business();
}
