namespace FlowBuilder.Knowledge.Searching;

/// <summary>Takes English inflection off words: plurals, -ed, -ing, possessives, and the difference of y and i.</summary>
/// <remarks>
/// Steps 1a, 1b and 1c of M. F. Porter, <i>An algorithm for suffix stripping</i>, Program 14(3), 1980. The later steps, which
/// take off -ation, -ness and their like, are left out: they make one word of many that mean different things.
/// </remarks>
internal static class EnglishStem
{
    private const int ShortestWord = 3;

    /// <summary>The stem of a word in lower case; a word with other letters than a to z stays as it is, but for its possessive.</summary>
    public static string Of(string word)
    {
        var bare = WithoutPossessive(word);
        if (bare.Length < ShortestWord || bare.AsSpan().ContainsAnyExceptInRange('a', 'z')) return bare;
        var stem = Participle(Plural(bare));
        return stem.EndsWith('y') && HasVowel(stem.AsSpan(0, stem.Length - 1)) ? string.Concat(stem.AsSpan(0, stem.Length - 1), "i") : stem;
    }

    private static string WithoutPossessive(string word) =>
        word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word[..^2] : word;

    private static string Plural(string word)
    {
        if (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal)) return word[..^2];
        return word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
    }

    private static string Participle(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal)) return Measure(word.AsSpan(0, word.Length - 3)) > 0 ? word[..^1] : word;
        if (word.EndsWith("ed", StringComparison.Ordinal) && HasVowel(word.AsSpan(0, word.Length - 2))) return Mended(word[..^2]);
        return word.EndsWith("ing", StringComparison.Ordinal) && HasVowel(word.AsSpan(0, word.Length - 3)) ? Mended(word[..^3]) : word;
    }

    // Puts back what the ending took away: hoping, hope; hopping, hop.
    private static string Mended(string stem)
    {
        if (stem.EndsWith("at", StringComparison.Ordinal) || stem.EndsWith("bl", StringComparison.Ordinal) || stem.EndsWith("iz", StringComparison.Ordinal))
            return stem + "e";
        if (stem.Length >= 2 && stem[^1] == stem[^2] && !IsVowel(stem, stem.Length - 1) && stem[^1] is not ('l' or 's' or 'z')) return stem[..^1];
        return Measure(stem) == 1 && EndsInShortSyllable(stem) ? stem + "e" : stem;
    }

    private static bool EndsInShortSyllable(string stem)
    {
        var last = stem.Length - 1;
        return last >= 2
            && !IsVowel(stem, last) && IsVowel(stem, last - 1) && !IsVowel(stem, last - 2)
            && stem[last] is not ('w' or 'x' or 'y');
    }

    // Porter's m: how often a vowel is followed by a consonant.
    private static int Measure(ReadOnlySpan<char> stem)
    {
        var measure = 0;
        for (var i = 1; i < stem.Length; i++)
        {
            if (IsVowel(stem, i - 1) && !IsVowel(stem, i)) measure++;
        }

        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> stem)
    {
        for (var i = 0; i < stem.Length; i++)
        {
            if (IsVowel(stem, i)) return true;
        }

        return false;
    }

    private static bool IsVowel(ReadOnlySpan<char> word, int index) =>
        word[index] is 'a' or 'e' or 'i' or 'o' or 'u' || (word[index] == 'y' && index > 0 && !IsVowel(word, index - 1));
}
