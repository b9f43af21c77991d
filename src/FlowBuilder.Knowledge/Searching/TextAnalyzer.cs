using System.Globalization;
using System.Text;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Turns text into the terms by which it is found; the same for documents and queries.</summary>
/// <remarks>
/// <para>Text is put into form NFKC and lower case, and cut into runs of one script.</para>
/// <para>Words of alphabets lose their English inflection (<see cref="EnglishStem"/>). A Korean word (어절) gives itself, itself
/// without its particle or ending (<see cref="KoreanStem"/>), and its pairs of syllables as bigrams. Scripts written without
/// blanks (Han, Kana, Thai and its like) give overlapping pairs of characters as words, and single characters too, so that a
/// query of one character finds something.</para>
/// </remarks>
internal static class TextAnalyzer
{
    // Keeps bigrams of Korean words from being taken for two-syllable words.
    private const char BigramMark = '\u0001';

    /// <summary>The terms of a text, in order.</summary>
    public static List<SearchTerm> Analyze(string text)
    {
        var terms = new List<SearchTerm>();
        var normal = Normal(text);
        var word = 0;
        for (var start = 0; start < normal.Length;)
        {
            var script = ScriptOf(normal, start);
            var end = RunEnd(normal, start, script);
            var run = normal.AsSpan(start, end - start);
            if (script == Script.Hangul && start > 0 && ScriptOf(normal, start - 1) == Script.Word && KoreanStem.IsParticle(run))
            {
                // "API를": what follows a foreign word without a blank is its particle.
            }
            else if (script != Script.None)
            {
                Add(terms, run, script, word++);
            }

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

    private static void Add(List<SearchTerm> terms, ReadOnlySpan<char> run, Script script, int word)
    {
        switch (script)
        {
            case Script.Hangul:
                AddKorean(terms, run.ToString(), word);
                break;
            case Script.Unspaced:
                AddPairs(terms, run, word);
                break;
            default:
                var plain = run.TrimEnd('\'').ToString();
                terms.Add(new SearchTerm(EnglishStem.Of(plain), EnglishStopWords.Contains(plain) ? TermKind.StopWord : TermKind.Word, word));
                break;
        }
    }

    private static void AddKorean(List<SearchTerm> terms, string run, int word)
    {
        var stem = KoreanStem.Of(run);
        var kind = KoreanStopWords.Contains(run) || KoreanStopWords.Contains(stem) ? TermKind.StopWord : TermKind.Word;
        terms.Add(new SearchTerm(run, kind, word));
        if (stem.Length < run.Length) terms.Add(new SearchTerm(stem, kind, word));
        if (kind == TermKind.StopWord) return;
        for (var i = 0; i + 1 < stem.Length; i++)
            terms.Add(new SearchTerm(string.Concat([BigramMark], stem.AsSpan(i, 2)), TermKind.Bigram, word));
    }

    private static void AddPairs(List<SearchTerm> terms, ReadOnlySpan<char> run, int word)
    {
        var characters = StringInfo.ParseCombiningCharacters(run.ToString());
        for (var i = 0; i < characters.Length; i++)
        {
            var end = i + 1 < characters.Length ? characters[i + 1] : run.Length;
            var isLone = characters.Length == 1;
            terms.Add(new SearchTerm(run[characters[i]..end].ToString(), isLone ? TermKind.Word : TermKind.StopWord, word));
            if (i + 1 >= characters.Length) continue;
            var pairEnd = i + 2 < characters.Length ? characters[i + 2] : run.Length;
            terms.Add(new SearchTerm(run[characters[i]..pairEnd].ToString(), TermKind.Word, word));
        }
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
