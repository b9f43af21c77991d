namespace FlowBuilder.Core.Privacy;

/// <summary>Finds numbers of payment cards, together or in the groups that are printed, by issuer, length and the Luhn check digit.</summary>
internal static class CardFinder
{
    private const int Shortest = 13;
    private const int Longest = 19;

    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiDigit(text[start]) || (start > 0 && char.IsAsciiDigit(text[start - 1]))) continue;
            if (LengthAt(text, start) is not (var length and > 0)) continue;
            yield return (start, length);
            start += length - 1;
        }
    }

    // The longest stretch from here that is a card's number; 0 where there is none.
    private static int LengthAt(string text, int start)
    {
        var digits = new List<int>(Longest);
        var groups = new List<int> { 0 };
        var separator = '\0';
        var best = 0;
        for (var at = start; at < text.Length && digits.Count < Longest; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                digits.Add(text[at] - '0');
                groups[^1]++;
                var ends = at + 1 == text.Length || !char.IsAsciiDigit(text[at + 1]);
                if (ends && digits.Count >= Shortest && IsCard(digits, groups)) best = at + 1 - start;
                continue;
            }

            if (text[at] is not (' ' or '-') || groups[^1] == 0 || (separator != '\0' && separator != text[at])) break;
            separator = text[at];
            groups.Add(0);
        }

        return best;
    }

    private static bool IsCard(List<int> digits, List<int> groups) => HasIssuer(digits) && IsGrouped(groups) && IsChecked(digits);

    private static bool HasIssuer(List<int> digits) => (digits[0], digits[1], digits.Count) switch
    {
        (4, _, 13 or 16 or 19) => true,
        (5, >= 1 and <= 5, 16) => true,
        (2, >= 2 and <= 7, 16) => true,
        (3, 4 or 7, 15) => true,
        (3, 5, >= 16) => true,
        (3, 0 or 6 or 8 or 9, 14) => true,
        (6, _, >= 16) => true,
        (9, _, 16) => true,
        _ => false,
    };

    private static bool IsGrouped(List<int> groups) => groups switch
    {
        [_] => true,
        [4, 6, 4 or 5] => true,
        [4, .. var middle, <= 4] => middle.TrueForAll(group => group == 4),
        _ => false,
    };

    private static bool IsChecked(List<int> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Count; i++)
        {
            var digit = digits[^(i + 1)] << (i & 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }
}
