using System.Text.RegularExpressions;

namespace FlowBuilder.Knowledge.Cleaning;

/// <summary>Joins words that were divided at the end of a line.</summary>
/// <remarks>
/// A soft hyphen always divides. After any other, only what the file itself has elsewhere tells <c>exam-ple</c> from <c>well-known</c>:
/// the word in one piece, or with its hyphen in the midst of a line. Where it has neither, the line stays as it is.
/// </remarks>
internal static partial class DividedWords
{
    /// <summary>The pages of a file with the words joined that may be.</summary>
    public static string[] Join(string[] pages)
    {
        if (!pages.Any(page => Divided().IsMatch(page))) return pages;
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var page in pages)
        {
            foreach (var word in Words().EnumerateMatches(page)) words.Add(page.Substring(word.Index, word.Length));
        }

        return [.. pages.Select(page => Divided().Replace(page, match => Joined(match, words)))];
    }

    private static string Joined(Match match, HashSet<string> words)
    {
        var (first, second) = (match.Groups["first"].Value, match.Groups["second"].Value);
        if (match.Groups["hyphen"].ValueSpan is "\u00AD" || words.Contains(first + second)) return first + second;
        var hyphenated = first + "-" + second;
        return words.Contains(hyphenated) ? hyphenated : match.Value;
    }

    [GeneratedRegex(@"(?<first>\p{L}{1,40})(?<hyphen>[-\u00AD\u2010])[ \t]*\r?\n[ \t]*(?<second>\p{Ll}{1,40})")]
    private static partial Regex Divided();

    // Words as they stand within lines; a part before a line's end is none.
    [GeneratedRegex(@"(?<![\p{L}-])\p{L}+(?:[-\u2010]\p{L}+)*(?![\p{L}]|[-\u00AD\u2010][ \t]*\r?\n)")]
    private static partial Regex Words();
}
