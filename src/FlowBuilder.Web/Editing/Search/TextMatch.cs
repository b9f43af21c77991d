namespace FlowBuilder.Web.Editing.Search;

/// <summary>How well texts match what somebody typed: every word of it must be found in one of them.</summary>
internal static class TextMatch
{
    /// <summary>The rank, less being better; null where a word is found nowhere.</summary>
    /// <param name="query">What was typed.</param>
    /// <param name="names">What a thing is called, in each language.</param>
    /// <param name="others">What else is said of it.</param>
    public static int? Rank(string query, IEnumerable<string> names, IEnumerable<string> others)
    {
        var words = query.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return 0;
        var (called, said) = (names.ToList(), others.ToList());
        var worst = called.Exists(name => name.StartsWith(query.Trim(), StringComparison.OrdinalIgnoreCase)) ? 0 : 1;
        foreach (var word in words)
        {
            if (called.Exists(name => BeginsAWord(name, word))) continue;
            if (called.Exists(name => Holds(name, word))) worst = Math.Max(worst, 2);
            else if (said.Exists(text => Holds(text, word))) worst = Math.Max(worst, 3);
            else return null;
        }

        return worst;
    }

    private static bool Holds(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool BeginsAWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0;)
        {
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1])) return true;
            at = at + 1 < text.Length ? text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase) : -1;
        }

        return false;
    }
}
