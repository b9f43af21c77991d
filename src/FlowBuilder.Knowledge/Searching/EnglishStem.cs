namespace FlowBuilder.Knowledge.Searching;

/// <summary>Takes the endings off English words, so that install, installs, installed and installation are one.</summary>
/// <remarks>M. F. Porter, <i>An algorithm for suffix stripping</i>, Program 14(3), 1980; possessives come off first.</remarks>
internal static class EnglishStem
{
    private const int ShortestWord = 3;

    // Steps 2 and 3: an ending, and what takes its place where the rest has a measure above 0.
    private static readonly (string Ending, string Instead)[] Step2 = Rules(
        "ational:ate tional:tion enci:ence anci:ance izer:ize abli:able alli:al entli:ent eli:e ousli:ous ization:ize ation:ate " +
        "ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble");

    private static readonly (string Ending, string Instead)[] Step3 = Rules("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:");

    // Step 4: endings that go where the rest has a measure above 1; -ion only after s or t.
    private static readonly (string Ending, string Instead)[] Step4 = Rules(
        "ement: ment: ance: ence: able: ible: ent: ant: ism: ate: iti: ous: ive: ize: ion: al: er: ic: ou:");

    /// <summary>The stem of a word in lower case; a word with other letters than a to z stays as it is, but for its possessive.</summary>
    public static string Of(string word)
    {
        var bare = WithoutPossessive(word);
        if (bare.Length < ShortestWord || bare.AsSpan().ContainsAnyExceptInRange('a', 'z')) return bare;
        var stem = Participle(Plural(bare));
        if (stem.EndsWith('y') && HasVowel(stem.AsSpan(0, stem.Length - 1))) stem = string.Concat(stem.AsSpan(0, stem.Length - 1), "i");
        stem = Replaced(stem, Step2, leastMeasure: 1);
        stem = Replaced(stem, Step3, leastMeasure: 1);
        stem = Replaced(stem, Step4, leastMeasure: 2);
        return WithoutFinalE(stem);
    }

    // Only the longest ending that fits is looked at, whether its condition holds or not.
    private static string Replaced(string stem, (string Ending, string Instead)[] rules, int leastMeasure)
    {
        foreach (var (ending, instead) in rules)
        {
            if (!stem.EndsWith(ending, StringComparison.Ordinal)) continue;
            var rest = stem.AsSpan(0, stem.Length - ending.Length);
            if (Measure(rest) < leastMeasure) return stem;
            return ending == "ion" && !(rest.EndsWith('s') || rest.EndsWith('t')) ? stem : string.Concat(rest, instead);
        }

        return stem;
    }

    // Step 5.
    private static string WithoutFinalE(string stem)
    {
        if (stem.EndsWith('e'))
        {
            var rest = stem[..^1];
            var measure = Measure(rest);
            if (measure > 1 || (measure == 1 && !EndsInShortSyllable(rest))) stem = rest;
        }

        return stem.EndsWith("ll", StringComparison.Ordinal) && Measure(stem) > 1 ? stem[..^1] : stem;
    }

    private static (string Ending, string Instead)[] Rules(string rules) =>
        [.. rules.Split(' ').Select(rule => rule.Split(':')).Select(rule => (rule[0], rule[1])).OrderByDescending(rule => rule.Item1.Length)];

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
