using FlowBuilder.Knowledge.Searching;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Says which words of a text keyword search takes for those of a question.</summary>
public static class QueryMatches
{
    /// <summary>Where the words of a question stand in a text, in order and without overlap: with other endings and particles too.</summary>
    /// <param name="question">The question.</param>
    /// <param name="text">The text.</param>
    public static IReadOnlyList<Range> In(string question, string text)
    {
        var words = QueryWord.Of(question);
        var asked = words.SelectMany(word => word.Variants).ToHashSet(StringComparer.Ordinal);
        var parts = words.SelectMany(word => word.Bigrams).ToHashSet(StringComparer.Ordinal);
        var found = new List<Range>();
        if (asked.Count == 0) return found;
        for (var start = 0; start < text.Length;)
        {
            if (!IsOfWord(text, start))
            {
                start++;
                continue;
            }

            var end = start + 1;
            var isKorean = Hangul.IsSyllable(text[start]);
            while (end < text.Length && IsOfWord(text, end) && Hangul.IsSyllable(text[end]) == isKorean) end++;
            Mark(text, start, end, asked, parts, found);
            start = end;
        }

        return found;
    }

    private static void Mark(string text, int start, int end, HashSet<string> asked, HashSet<string> parts, List<Range> found)
    {
        var terms = TextAnalyzer.Analyze(text[start..end]);
        var isOneWord = terms.TrueForAll(term => term.Word == 0);
        if (isOneWord && terms.Exists(term => term.Kind != TermKind.Bigram && asked.Contains(term.Term)))
        {
            found.Add(start..end);
            return;
        }

        // Parts of a Korean word, and words of scripts without blanks: the letters themselves are what was found.
        var marked = new bool[end - start];
        foreach (var term in terms)
        {
            if (term.Kind == TermKind.Bigram ? !parts.Contains(term.Term) : !asked.Contains(term.Term)) continue;
            var letters = term.Kind == TermKind.Bigram ? term.Term[1..] : term.Term;
            for (var at = Next(start); at >= 0; at = Next(at + 1)) marked.AsSpan(at - start, letters.Length).Fill(true);

            int Next(int from) => from >= end ? -1 : text.IndexOf(letters, from, end - from, StringComparison.OrdinalIgnoreCase);
        }

        for (var at = 0; at < marked.Length; at++)
        {
            if (!marked[at]) continue;
            var first = at;
            while (at < marked.Length && marked[at]) at++;
            found.Add((start + first)..(start + at));
        }
    }

    private static bool IsOfWord(string text, int index)
    {
        var letter = text[index];
        if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark) return true;

        // As in don't, 3.5 and 1,000.
        return letter is '\'' or '’' or '.' or ',' && index > 0 && index + 1 < text.Length && (letter is '.' or ','
            ? char.IsAsciiDigit(text[index - 1]) && char.IsAsciiDigit(text[index + 1])
            : char.IsLetter(text[index - 1]) && char.IsAsciiLetter(text[index + 1]));
    }
}
