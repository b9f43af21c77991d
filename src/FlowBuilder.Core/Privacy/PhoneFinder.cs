using System.Text.RegularExpressions;

namespace FlowBuilder.Core.Privacy;

/// <summary>Finds telephone numbers by the forms in which they are written.</summary>
/// <remarks>Numbers of a nation without any separator are found for Korean mobiles only: others cannot be told from any other number.</remarks>
internal static partial class PhoneFinder
{
    // Of ITU-T E.164: 15 digits at most; fewer than 8 with the country's code are no subscriber's.
    private const int FewestDigits = 8;
    private const int MostDigits = 15;

    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        foreach (Match match in Korean().Matches(text)) yield return (match.Index, match.Length);
        foreach (Match match in Grouped().Matches(text)) yield return (match.Index, match.Length);
        foreach (Match match in International().Matches(text))
        {
            if (match.Value.Count(char.IsAsciiDigit) is >= FewestDigits and <= MostDigits) yield return (match.Index, match.Length);
        }
    }

    // 010-1234-5678, 01012345678, (02) 123-4567, 031.123.4567, 070-1234-5678, +82-10-1234-5678, +82 (0)2 123 4567
    [GeneratedRegex(
        @"(?<![0-9]|[0-9][-.])(?:(?:01[016-9]|\+82[-. ]?(?:\(0\))?1[016-9])[-. ]?[0-9]{3,4}[-. ]?[0-9]{4}" +
        @"|(?:\(0(?:2|[3-6][1-5]|70|80|50[0-9])\) ?|0(?:2|[3-6][1-5]|70|80|50[0-9])[-. ]|\+82[-. ]?(?:\(0\))?(?:2|[3-6][1-5]|70|80|50[0-9])[-. ]?)" +
        @"[0-9]{3,4}[-. ][0-9]{4})(?![0-9]|[-.][0-9])")]
    private static partial Regex Korean();

    // (212) 555-0123, 1-212-555-0123, 020 7946 0958, 030-901820-1
    [GeneratedRegex(
        @"(?<![0-9]|[0-9][-.])(?:(?:1[-. ])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[-. ])[2-9][0-9]{2}[-. ][0-9]{4}" +
        @"|(?:\(0[0-9]{1,4}\) ?|0[0-9]{1,4}[-. ])[0-9]{3,4}[-. ][0-9]{3,4})(?![0-9]|[-.][0-9])")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"(?<![0-9A-Za-z+])\+[1-9][0-9]{0,2}(?:[-. ]?(?:\([0-9]{1,5}\)|[0-9]{1,5})){1,5}(?![0-9])")]
    private static partial Regex International();
}
