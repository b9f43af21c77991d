namespace FlowBuilder.Nodes.Words;

/// <summary>What two texts can have in common: words, and pairs of characters where words carry particles or no blanks stand between them.</summary>
internal static class WordTerms
{
    private static readonly HashSet<string> Common = new(
        ["the", "and", "for", "are", "was", "you", "your", "what", "who", "how", "did", "does", "have", "has", "with", "that", "this", "when", "where", "which", "can", "should", "would", "about"],
        StringComparer.Ordinal);

    /// <summary>The terms of a text, each once.</summary>
    public static HashSet<string> Of(string text)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                if (start < 0) start = i;
                continue;
            }

            if (start >= 0) AddWord(terms, text[start..i].ToLowerInvariant());
            start = -1;
        }

        return terms;
    }

    // Korean words carry particles and Chinese and Japanese no blanks: pairs of characters find them all the same.
    private static void AddWord(HashSet<string> terms, string word)
    {
        if (word[0] < 0x1100)
        {
            if (word.Length > 2 && !Common.Contains(word)) terms.Add(word is [.., not 's', 's'] && word.Length > 3 ? word[..^1] : word);
            return;
        }

        for (var i = 0; i + 1 < word.Length; i++) terms.Add(word[i..(i + 2)]);
    }
}
