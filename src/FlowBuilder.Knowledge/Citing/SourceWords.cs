using System.Text.RegularExpressions;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Searching;
using FlowBuilder.Knowledge.Text;

namespace FlowBuilder.Knowledge.Citing;

/// <summary>The words and numbers of a source, to be looked up.</summary>
internal sealed partial class SourceWords
{
    private const int LeastTellingNumber = 13;

    private readonly HashSet<string> _terms;

    private SourceWords(HashSet<string> terms, HashSet<string> numbers, bool isKorean) => (_terms, Numbers, IsKorean) = (terms, numbers, isKorean);

    /// <summary>Its numbers, as <see cref="NumbersOf"/> gives them.</summary>
    public HashSet<string> Numbers { get; }

    /// <summary>Whether it is written in Korean.</summary>
    public bool IsKorean { get; }

    /// <summary>Reads a source: its title and its text.</summary>
    public static SourceWords Of(Document source) => Of($"{source.Title}\n{source.Text}", source.Text);

    /// <summary>Reads a part of a source.</summary>
    public static SourceWords Of(string text) => Of(text, text);

    private static SourceWords Of(string text, string body) => new(
        [.. TextAnalyzer.Analyze(text).Select(term => term.Term)],
        [.. AllNumbers(text)],
        IsWrittenInKorean(body));

    /// <summary>The words of a sentence that carry meaning, each with the terms by which it is looked up.</summary>
    public static List<IReadOnlyList<SearchTerm>> WordsOf(string sentence) =>
        [.. TextAnalyzer.Analyze(sentence).GroupBy(term => term.Word)
            .Where(word => word.Any(term => term.Kind == TermKind.Word))
            .Select(IReadOnlyList<SearchTerm> (word) => [.. word])];

    /// <summary>Whether the source has a word in one of its forms; of an inflected Korean word, most of its syllables.</summary>
    public bool Holds(IReadOnlyList<SearchTerm> word)
    {
        if (word.Any(term => term.Kind is TermKind.Word or TermKind.Compound && _terms.Contains(term.Term))) return true;
        var pairs = word.Where(term => term.Kind == TermKind.Bigram).ToList();
        return pairs.Count > 0 && 2 * pairs.Count(pair => _terms.Contains(pair.Term)) >= pairs.Count;
    }

    /// <summary>The numbers of a text that are larger than those that are often written as words, by their digits alone.</summary>
    public static IEnumerable<string> NumbersOf(string text) =>
        AllNumbers(text).Where(digits => digits.Length > 2 || int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) >= LeastTellingNumber);

    /// <summary>Whether more of a text's letters are Korean than Latin.</summary>
    public static bool IsWrittenInKorean(string text) => text.Count(Hangul.IsSyllable) > text.Count(char.IsAsciiLetter) / 2;

    private static IEnumerable<string> AllNumbers(string text) =>
        Number().Matches(text).Select(match => match.Value.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal));

    [GeneratedRegex("[0-9]+(?:[.,][0-9]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
