using System.Text.RegularExpressions;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Citing;

/// <summary>Finds the part of a source that an answer speaks of where it cites it.</summary>
public static partial class CitedExcerpt
{
    // Longer sources are whole documents that nobody cut; what they are cited for is looked for in their beginning.
    private const int MostLooked = 50_000;

    /// <summary>A part of a source on one line, without the marks of headings, <c>…</c> where something is left out.</summary>
    /// <param name="text">The source's text.</param>
    /// <param name="answer">The answer, its citations as <c>[n]</c>.</param>
    /// <param name="number">The number by which it cites the source; null where nobody knows.</param>
    /// <param name="length">The most UTF-16 code units, without the marks of what is left out.</param>
    /// <returns>The beginning, unless the sentence that shares most words with what cites it lies behind that.</returns>
    public static string Of(string text, string answer, int? number, int length)
    {
        var plain = HeadingMark().Replace(text, "");
        var start = number is { } cited && plain.Length > length ? StartOf(plain, answer, cited, length) : 0;
        var line = string.Join(' ', plain[start..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length > length)
        {
            var end = char.IsHighSurrogate(line[length - 1]) ? length - 1 : length;
            line = line[..end].TrimEnd() + "…";
        }

        return start > 0 ? "… " + line : line;
    }

    private static int StartOf(string text, string answer, int number, int length)
    {
        var words = CitationSupport.SentencesOf(answer)
            .Where(sentence => sentence.Numbers.Contains(number))
            .SelectMany(sentence => SourceWords.WordsOf(sentence.Sentence))
            .ToList();
        if (words.Count == 0) return 0;
        var looked = text.Length <= MostLooked ? text : text[..MostLooked];
        var (best, most) = (default(TextRange), 0);
        foreach (var sentence in SentenceSplitter.Split(looked))
        {
            var source = SourceWords.Of(sentence.In(looked).ToString());
            var shared = words.Count(source.Holds);
            if (shared > most) (best, most) = (sentence, shared);
        }

        return best.End <= length ? 0 : best.Start;
    }

    [GeneratedRegex("^ {0,3}#{1,6}[ \\t]+", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex HeadingMark();
}
