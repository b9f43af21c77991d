using System.Globalization;
using System.Text;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Turns text into the terms by which it is found; the same for documents and queries.</summary>
/// <remarks>
/// <para>Text is put into form NFKC and lower case, and cut into runs of one script.</para>
/// <para>Words of alphabets lose their English inflection (<see cref="EnglishStem"/>). A Korean word (어절) gives itself, itself
/// without its particle or ending (<see cref="KoreanStem"/>), its pairs of syllables as bigrams, and, since Korean compounds
/// are written with or without a blank, itself joined to the word before where that has no particle. Scripts written without
/// blanks (Han, Kana, Thai and its like) give overlapping pairs of characters as words, and single characters too, so that a
/// query of one character finds something.</para>
/// </remarks>
internal static class TextAnalyzer
{
    // Keeps bigrams of Korean words from being taken for two-syllable words.
    private const char BigramMark = '\u0001';

    private const int LongestPart = 5;

    /// <summary>The terms of a text, in order.</summary>
    public static List<SearchTerm> Analyze(string text)
    {
        var terms = new List<SearchTerm>();
        var normal = Normal(text);
        var word = 0;
        var joinable = "";
        for (var start = 0; start < normal.Length;)
        {
            var script = ScriptOf(normal, start);
            var end = RunEnd(normal, start, script);
            var run = normal.AsSpan(start, end - start);
            if (script == Script.Hangul)
            {
                // "API를": what follows a foreign word without a blank is its particle.
                var isTail = start > 0 && ScriptOf(normal, start - 1) == Script.Word && KoreanStem.IsParticle(run);
                if (!isTail) joinable = AddKorean(terms, run.ToString(), word++, joinable);
            }
            else if (script != Script.None)
            {
                word = Add(terms, run, script, word);
            }

            if (script != Script.Hangul && run is not " ") joinable = "";
            start = end;
        }

        return terms;
    }

    private static string Normal(string text)
    {
        // Unpaired surrogates make normalising throw; they are no words anyway.
        var clean = IsWellFormed(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return clean.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 >= text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }

    private static int Add(List<SearchTerm> terms, ReadOnlySpan<char> run, Script script, int word)
    {
        if (script == Script.Unspaced) return AddPairs(terms, run, word);
        var plain = run.TrimEnd('\'').ToString();
        terms.Add(new SearchTerm(EnglishStem.Of(plain), EnglishStopWords.Contains(plain) ? TermKind.StopWord : TermKind.Word, word));
        return word + 1;
    }

    // Gives what the next word may be joined to: this one, where it is bare and no more than a part of a compound.
    private static string AddKorean(List<SearchTerm> terms, string run, int word, string before)
    {
        var stem = KoreanStem.Of(run);
        if (KoreanStopWords.Contains(run) || KoreanStopWords.Contains(stem))
        {
            terms.Add(new SearchTerm(run, TermKind.StopWord, word));
            return "";
        }

        terms.Add(new SearchTerm(run, TermKind.Word, word));
        if (stem.Length < run.Length) terms.Add(new SearchTerm(stem, TermKind.Word, word));
        for (var i = 0; i + 1 < stem.Length; i++)
            terms.Add(new SearchTerm(string.Concat([BigramMark], stem.AsSpan(i, 2)), TermKind.Bigram, word));
        if (before.Length > 0 && stem.Length <= LongestPart) terms.Add(new SearchTerm(before + stem, TermKind.Compound, word));
        return stem.Length == run.Length && run.Length <= LongestPart ? run : "";
    }

    private static int AddPairs(List<SearchTerm> terms, ReadOnlySpan<char> run, int word)
    {
        var characters = StringInfo.ParseCombiningCharacters(run.ToString());
        for (var i = 0; i < characters.Length; i++, word++)
        {
            var end = i + 1 < characters.Length ? characters[i + 1] : run.Length;
            var isLone = characters.Length == 1;
            terms.Add(new SearchTerm(run[characters[i]..end].ToString(), isLone ? TermKind.Word : TermKind.StopWord, word));
            if (i + 1 >= characters.Length) continue;
            var pairEnd = i + 2 < characters.Length ? characters[i + 2] : run.Length;
            terms.Add(new SearchTerm(run[characters[i]..pairEnd].ToString(), TermKind.Word, word));
        }

        return word;
    }

    private static int RunEnd(string text, int start, Script script)
    {
        var end = start + WidthAt(text, start);
        while (end < text.Length && ScriptOf(text, end) is var next)
        {
            if (next != script && !(script == Script.Word && BindsWord(text, end))) break;
            end += WidthAt(text, end);
        }

        return end;
    }

    // An apostrophe between letters and a point or comma between digits belong to the word: don't, 3.5, 1,000.
    private static bool BindsWord(string text, int index)
    {
        if (index == 0 || index + 1 >= text.Length) return false;
        return text[index] switch
        {
            '\'' or '’' => char.IsLetter(text[index - 1]) && char.IsAsciiLetter(text[index + 1]),
            '.' or ',' => char.IsAsciiDigit(text[index - 1]) && char.IsAsciiDigit(text[index + 1]),
            _ => false,
        };
    }

    private static int WidthAt(string text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    private static Script ScriptOf(string text, int index)
    {
        var c = text[index];
        if (c < 128) return char.IsAsciiLetterOrDigit(c) ? Script.Word : Script.None;
        if (Hangul.IsSyllable(c) || c is >= '\u1100' and <= '\u11FF' or >= '\u3130' and <= '\u318F') return Script.Hangul;
        if (IsUnspaced(c)) return Script.Unspaced;
        if (char.IsSurrogate(c)) return SurrogateScript(text, index);
        return char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            ? Script.Word
            : Script.None;
    }

    private static Script SurrogateScript(string text, int index)
    {
        var first = char.IsLowSurrogate(text[index]) && index > 0 ? index - 1 : index;
        if (!Rune.TryGetRuneAt(text, first, out var rune)) return Script.None;
        if (rune.Value is >= 0x20000 and <= 0x3FFFF) return Script.Unspaced;
        return Rune.IsLetterOrDigit(rune) ? Script.Word : Script.None;
    }

    private static bool IsUnspaced(char c) => c is
        (>= '\u3041' and <= '\u30FF') or (>= '\u31F0' and <= '\u31FF') // Kana
        or (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or '\u3005' // Han
        or (>= '\u0E01' and <= '\u0EFF') // Thai, Lao
        or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17D3'); // Myanmar, Khmer

    private enum Script
    {
        None,
        Word,
        Hangul,
        Unspaced,
    }
}
