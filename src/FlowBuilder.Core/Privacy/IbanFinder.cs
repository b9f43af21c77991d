using System.Text.RegularExpressions;

namespace FlowBuilder.Core.Privacy;

/// <summary>Finds account numbers in the international form (ISO 13616), together or in groups of four.</summary>
internal static partial class IbanFinder
{
    // Country and length, from the registry of SWIFT.
    private const string Lengths =
        "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BR29BY28CH21CR22CY28CZ24DE22DK18DO28EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28" +
        "IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MR27MT31MU30NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24" +
        "SC31SD18SE24SI19SK24SM27ST25SV28TL23TN24TR26UA29VA22VG24XK20";

    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        foreach (Match match in Beginnings().Matches(text))
        {
            if (LengthAt(text, match.Index) is var length and > 0) yield return (match.Index, length);
        }
    }

    private static int LengthAt(string text, int start)
    {
        var country = LengthOf(text.AsSpan(start, 2));
        if (country == 0) return 0;
        var number = new char[country];
        var at = start;
        for (var taken = 0; taken < country; at++)
        {
            if (at >= text.Length) return 0;
            if (char.IsAsciiDigit(text[at]) || char.IsAsciiLetterUpper(text[at])) number[taken++] = text[at];
            else if (text[at] != ' ' || text[at - 1] == ' ' || taken % 4 != 0) return 0;
        }

        var isWhole = at == text.Length || !char.IsAsciiLetterOrDigit(text[at]);
        return isWhole && Remainder(number) == 1 ? at - start : 0;
    }

    private static int LengthOf(ReadOnlySpan<char> country)
    {
        for (var i = 0; i < Lengths.Length; i += 4)
        {
            if (country.SequenceEqual(Lengths.AsSpan(i, 2))) return 10 * (Lengths[i + 2] - '0') + Lengths[i + 3] - '0';
        }

        return 0;
    }

    // The first four to the end, letters as 10 to 35, the whole number modulo 97.
    private static int Remainder(ReadOnlySpan<char> number)
    {
        var remainder = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var letter = number[(i + 4) % number.Length];
            remainder = char.IsAsciiDigit(letter) ? (10 * remainder + letter - '0') % 97 : (100 * remainder + letter - 'A' + 10) % 97;
        }

        return remainder;
    }

    [GeneratedRegex("(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?= ?[A-Z0-9])")]
    private static partial Regex Beginnings();
}
