namespace FlowBuilder.Knowledge.Text;

/// <summary>Finds what stands between a pair of quotation marks or brackets, inside which no sentence is cut.</summary>
internal static class QuotedSpans
{
    private const int Longest = 300;
    private const string Openers = "“‘「『(（[《〈";
    private const string Closers = "”’」』)）]》〉";

    /// <summary>The innermost or only pairs of a stretch, longest outer pair first; unclosed or overlong ones are left out.</summary>
    /// <returns>Ranges in ascending order that do not overlap, marks included.</returns>
    public static List<TextRange> Find(string text, TextRange within)
    {
        var found = new List<TextRange>();
        for (var i = within.Start; i < within.End; i++)
        {
            var close = CloserOf(text, i);
            if (close == '\0') continue;
            var end = EndOf(text, i, close, Math.Min(within.End, i + Longest));
            if (end < 0) continue;
            found.Add(new TextRange(i, end + 1));
            i = end;
        }

        return found;
    }

    private static char CloserOf(string text, int index)
    {
        if (text[index] == '"') return index + 1 < text.Length && !char.IsWhiteSpace(text[index + 1]) ? '"' : '\0';
        var opener = Openers.IndexOf(text[index], StringComparison.Ordinal);
        return opener < 0 ? '\0' : Closers[opener];
    }

    private static int EndOf(string text, int open, char close, int limit)
    {
        var depth = 1;
        for (var i = open + 1; i < limit; i++)
        {
            if (text[i] == close)
            {
                // A straight mark after a blank opens again: the first one was a stray, such as an inch sign.
                if (close == '"' && char.IsWhiteSpace(text[i - 1])) return -1;
                if (--depth == 0) return i;
            }
            else if (text[i] == text[open])
            {
                depth++;
            }
        }

        return -1;
    }
}
