using System.Net;
using System.Text.RegularExpressions;

namespace FlowBuilder.Core.Privacy;

/// <summary>Finds addresses of the Internet Protocol. Four numbers after the word version are none.</summary>
internal static partial class IpFinder
{
    // So near that a text that comes in pieces need not be kept for it.
    private const int FarthestVersionWord = 16;

    private static readonly string[] VersionWords = ["version", "ver.", "ver", "release", "v", "버전", "판"];

    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        foreach (Match match in Four().Matches(text))
        {
            if (match.Value.Split('.').All(IsByte) && !IsVersion(text, match.Index)) yield return (match.Index, match.Length);
        }

        foreach (Match match in Six().Matches(text))
        {
            var address = match.Value.EndsWith("::", StringComparison.Ordinal) ? match.Value : match.Value.TrimEnd(':');
            if (IsSix(address)) yield return (match.Index, address.Length);
        }
    }

    private static bool IsByte(string part) => part.Length <= 3 && (part.Length == 1 || part[0] != '0') && int.Parse(part, System.Globalization.CultureInfo.InvariantCulture) <= 255;

    private static bool IsVersion(string text, int start)
    {
        var before = text.AsSpan(0, start);
        if (before.Length > FarthestVersionWord) before = before[^FarthestVersionWord..];
        before = before.TrimEnd(' ');
        foreach (var word in VersionWords)
        {
            if (!before.EndsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = before[..^word.Length];
            if (rest.Length == 0 || !char.IsAsciiLetter(rest[^1])) return true;
        }

        return false;
    }

    // Names of programs (std::pair, a::b) look alike but for digits and the number of their parts.
    private static bool IsSix(string text)
    {
        if (text.Count(letter => letter == ':') < 2 || !text.Any(char.IsAsciiDigit) || !IPAddress.TryParse(text, out _)) return false;
        var parts = text.Split(':', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length >= 3 || (parts.Length == 2 && parts[0].Length >= 3);
    }

    [GeneratedRegex(@"(?<![0-9A-Za-z.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9]|\.[0-9])")]
    private static partial Regex Four();

    [GeneratedRegex(@"(?<![0-9A-Za-z:.])[0-9A-Fa-f:]{4,39}(?![0-9A-Za-z:])")]
    private static partial Regex Six();
}
