using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Searching;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Makes the terms by which chunks are kept and asked for.</summary>
internal static class TermsOf
{
    // A query that is a whole page asks for everything; its first words say what it is about.
    private const int MostAsked = 200;

    /// <summary>The terms of a chunk's text.</summary>
    public static KeywordTerms Text(string text)
    {
        var terms = TextAnalyzer.Analyze(text);
        return new KeywordTerms(
            [.. terms.Where(term => term.Kind != TermKind.Bigram).Select(term => term.Term)],
            [.. terms.Where(term => term.Kind == TermKind.Bigram).Select(term => term.Term)]);
    }

    /// <summary>The terms that a query asks for.</summary>
    public static KeywordTerms Query(string query)
    {
        var words = QueryWord.Of(query);
        return new KeywordTerms(
            [.. words.SelectMany(word => word.Variants).Distinct(StringComparer.Ordinal).Take(MostAsked)],
            [.. words.SelectMany(word => word.Bigrams).Distinct(StringComparer.Ordinal).Take(MostAsked)]);
    }
}
