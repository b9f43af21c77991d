using System.Text;
using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>A question to the full-text index (FTS5's query language): the chunks with any of the terms.</summary>
/// <param name="Text">The query.</param>
/// <param name="Times">How many times each term weighs in it.</param>
/// <remarks>
/// <para>The index scores whatever a query finds, so a question with a word that stands in every tenth chunk takes long in a large
/// knowledge base. There the rarer terms find and all terms score, which is what Lucene's CommonTermsQuery does, but with a bound
/// to the chunks found instead of one to a term's frequency.</para>
/// <para>Terms come analysed; the tokeniser has only to find them again as they were. The one called <c>ascii</c> takes everything
/// beyond ASCII for a part of a token, so whatever is neither letter nor digit of ASCII is moved into a private area of Unicode.</para>
/// </remarks>
internal readonly record struct TermsQuery(string Text, int Times)
{
    /// <summary>As many chunks may be found by all terms; of more, terms are counted first.</summary>
    public const int FoundByAll = 3_000;

    // So many for each one wanted, that those with a rare term and nothing else do not crowd out the others.
    private const int FoundForEach = 5;

    private const char Moved = '\uE000';

    /// <summary>The chunks with any of the terms; null where there is no term.</summary>
    public static TermsQuery? Any(KeywordTerms terms) =>
        Parts(terms).ToList() is { Count: > 0 } parts ? new TermsQuery(string.Join(" OR ", parts), 1) : null;

    /// <summary>The chunks that are likely to be the best: those with the rarer terms.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="top">How many are wanted.</param>
    /// <param name="count">How many chunks a query of one term finds.</param>
    public static TermsQuery? Best(KeywordTerms terms, int top, Func<string, int> count)
    {
        var counted = Parts(terms).Select(part => (Part: part, Count: count(part))).Where(part => part.Count > 0).OrderBy(part => part.Count).ToList();
        if (counted.Count == 0) return null;
        var (finding, found) = (0, 0);
        for (; finding < counted.Count; finding++)
        {
            if (found >= FoundForEach * top && found + counted[finding].Count > FoundByAll) break;
            found += counted[finding].Count;
        }

        var rare = string.Join(" OR ", counted.Take(finding).Select(part => part.Part));
        if (finding == counted.Count) return new TermsQuery(rare, 1);

        // Those that find weigh once there and once beside the others, so the others stand twice.
        var frequent = string.Join(" OR ", counted.Skip(finding).Select(part => part.Part));
        return new TermsQuery($"({rare}) AND ({rare} OR {frequent} OR {frequent})", 2);
    }

    /// <summary>Terms as the index takes them.</summary>
    public static string Tokens(IReadOnlyList<string> terms) => string.Join(' ', terms.Select(Token));

    private static IEnumerable<string> Parts(KeywordTerms terms) =>
        terms.Words.Distinct(StringComparer.Ordinal).Select(term => $"words : \"{Token(term)}\"")
            .Concat(terms.Parts.Distinct(StringComparer.Ordinal).Select(term => $"parts : \"{Token(term)}\""));

    private static string Token(string term)
    {
        if (term.All(c => c >= 128 || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))) return term;
        var token = new StringBuilder(term.Length);
        foreach (var c in term) token.Append(c >= 128 || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : (char)(Moved + c));
        return token.ToString();
    }
}
