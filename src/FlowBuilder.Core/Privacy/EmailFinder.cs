using System.Buffers;

namespace FlowBuilder.Core.Privacy;

/// <summary>Finds e-mail addresses as people write them; addresses in ASCII, so that a Korean particle after one does not belong to it.</summary>
internal static class EmailFinder
{
    private const int LongestName = 64;
    private const int LongestDomain = 253;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> OfName = SearchValues.Create(Letters + "._%+-'");
    private static readonly SearchValues<char> OfDomain = SearchValues.Create(Letters + ".-");

    public static IEnumerable<(int Start, int Length)> Find(string text)
    {
        for (var at = text.IndexOf('@'); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var start = StartOfName(text, at);
            var end = EndOfDomain(text, at + 1);
            if (start < at && end > at) yield return (start, end - start);
        }
    }

    private static int StartOfName(string text, int at)
    {
        var earliest = Math.Max(0, at - LongestName);
        var start = earliest + text.AsSpan(earliest, at - earliest).LastIndexOfAnyExcept(OfName) + 1;
        while (start < at && !char.IsAsciiLetterOrDigit(text[start])) start++;
        return start;
    }

    // The end of a domain whose last part is two letters or more; -1 where there is none.
    private static int EndOfDomain(string text, int start)
    {
        var room = text.AsSpan(start, Math.Min(LongestDomain, text.Length - start));
        var length = room.IndexOfAnyExcept(OfDomain);
        var domain = (length < 0 ? room : room[..length]).TrimEnd(".-");
        if (domain.Length == 0 || !char.IsAsciiLetterOrDigit(domain[0]) || domain.Contains("..", StringComparison.Ordinal)) return -1;
        var dot = domain.LastIndexOf('.');
        var top = domain[(dot + 1)..];
        return dot > 0 && top.Length >= 2 && top.IndexOfAnyExcept(TopLetters) < 0 ? start + domain.Length : -1;
    }

    private static readonly SearchValues<char> TopLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
