using System.Globalization;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Citing;

/// <summary>Compares each sentence that cites something with what it cites, word by word.</summary>
/// <remarks>
/// It finds citations of the wrong passage and invented numbers. It does not understand: a sentence that turns its source round with
/// the same words counts as supported, one that puts it into quite other words as weak.
/// </remarks>
internal static partial class CitationSupport
{
    private const double LeastSupport = 0.35;
    private const int FewestWords = 3;

    /// <summary>The sentences that cite something, in order.</summary>
    /// <param name="answer">The answer with its citations as <c>[n]</c>.</param>
    /// <param name="sources">The sources by their numbers, from 1.</param>
    public static IReadOnlyList<CitedSentence> Of(string answer, IReadOnlyList<Document> sources)
    {
        var read = new Dictionary<int, SourceWords>();
        var cited = new List<CitedSentence>();
        foreach (var (sentence, numbers) in SentencesOf(answer))
        {
            var known = numbers.Where(number => number >= 1 && number <= sources.Count).Distinct().ToList();
            if (known.Count == 0) continue;
            foreach (var number in known) read.TryAdd(number, SourceWords.Of(sources[number - 1]));
            cited.Add(Judge(sentence, known, [.. known.Select(number => read[number])]));
        }

        return cited;
    }

    private static CitedSentence Judge(string sentence, List<int> numbers, List<SourceWords> sources)
    {
        var words = SourceWords.WordsOf(sentence);

        // Words of one language say nothing about a text in another; numbers do.
        var isComparable = sources.Any(source => source.IsKorean == SourceWords.IsWrittenInKorean(sentence));
        double? support = isComparable && words.Count >= FewestWords
            ? Math.Round((double)words.Count(word => sources.Any(source => source.Holds(word))) / words.Count, 2)
            : null;
        var isInvented = SourceWords.NumbersOf(sentence).Any(number => !sources.Any(source => source.Numbers.Contains(number)));
        return new CitedSentence(sentence, numbers, support, isInvented || support < LeastSupport);
    }

    /// <summary>The sentences of an answer without its code, each with the numbers that it cites.</summary>
    public static List<(string Sentence, List<int> Numbers)> SentencesOf(string answer)
    {
        var text = Code().Replace(answer, " ");
        var sentences = new List<(string Sentence, List<int> Numbers)>();
        foreach (var range in SentenceSplitter.Split(text))
        {
            var rest = range.In(text).ToString();

            // A citation behind the full stop belongs to the sentence before it.
            if (sentences.Count > 0 && Leading().Match(rest) is { Success: true } leading)
            {
                sentences[^1].Numbers.AddRange(NumbersIn(leading.Value));
                rest = rest[leading.Length..];
            }

            var sentence = Blanks().Replace(Mark().Replace(rest, ""), " ").Trim();
            if (sentence.Length > 0) sentences.Add((sentence, [.. NumbersIn(rest)]));
        }

        return sentences;
    }

    private static IEnumerable<int> NumbersIn(string text) =>
        Mark().Matches(text).Select(match => int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));

    [GeneratedRegex("\\s*\\[([0-9]{1,3})\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex("^(?:\\s*\\[[0-9]{1,3}\\])+[.。]?\\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    [GeneratedRegex("^ {0,3}(`{3,}|~{3,})[^\\n]*\\n.*?(?:^ {0,3}\\1[`~]*\\s*$|\\z)|`[^`\\n]+`", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex("\\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
