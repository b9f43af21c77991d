using System.Text.RegularExpressions;

namespace FlowBuilder.Core.Privacy;

/// <summary>Finds numbers of passports: Korean ones by their form, others only after the word.</summary>
internal static partial class PassportFinder
{
    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        foreach (Match match in Korean().Matches(text)) yield return (match.Index, match.Length);
        foreach (Match match in Named().Matches(text)) yield return (match.Groups["number"].Index, match.Groups["number"].Length);
    }

    // M12345678, and since 2020 M123A4567.
    [GeneratedRegex("(?<![A-Za-z0-9])[MSRODG][0-9]{3}(?:[0-9]{5}|[A-Z][0-9]{4})(?![A-Za-z0-9])")]
    private static partial Regex Korean();

    [GeneratedRegex("(?i:passport|여권)[^\r\n0-9]{0,20}?(?<![A-Za-z0-9])(?<number>[A-Z]{0,2}[0-9]{6,9})(?![A-Za-z0-9])")]
    private static partial Regex Named();
}
