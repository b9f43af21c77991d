namespace FlowBuilder.Knowledge.Text;

/// <summary>English words whose full stop does not end a sentence.</summary>
internal static class Abbreviations
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> BeforeAName = Lookup(
        "mr mrs ms dr prof rev fr sr jr st gen col maj capt lt sgt cmdr adm gov sen rep hon pres messrs mt ft");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Always = Lookup(
        "e.g i.e eg ie cf viz vs v al approx ca no nos vol vols fig figs eq eqs sec secs art arts ch chap pp p par paras ed eds " +
        "trans rev est dept univ jan feb mar apr jun jul aug sep sept oct nov dec a.k.a u.s u.k u.n u.s.a e.u d.c");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> UnlessACapitalFollows = Lookup(
        "etc inc ltd co corp llc bros a.m p.m ph.d b.c a.d ave blvd rd");

    /// <summary>Whether the full stop after a word belongs to the word.</summary>
    /// <param name="word">The word before the full stop, without it.</param>
    /// <param name="next">The first character after the white space that follows.</param>
    public static bool Keeps(ReadOnlySpan<char> word, char next)
    {
        if (word.Length is 0 or > 8) return false;
        Span<char> lower = stackalloc char[word.Length];
        word.ToLowerInvariant(lower);
        if (word.Length == 1 && char.IsAsciiLetterUpper(word[0]) && word[0] != 'I') return true;
        if (BeforeAName.Contains(lower)) return char.IsUpper(word[0]);
        if (Always.Contains(lower)) return !IsOrdinaryWord(lower) || char.IsAsciiDigit(next);
        return UnlessACapitalFollows.Contains(lower) && !char.IsUpper(next);
    }

    // These are words of their own too ("the answer is no."): only before a number are they short for something.
    private static bool IsOrdinaryWord(ReadOnlySpan<char> word) => word is "no" or "mar" or "art" or "par" or "al" or "p" or "v" or "ed" or "sec";

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(string words) =>
        words.Split(' ').ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
