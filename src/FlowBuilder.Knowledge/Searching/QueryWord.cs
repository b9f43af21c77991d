namespace FlowBuilder.Knowledge.Searching;

/// <summary>One word of a query with all the terms that stand for it.</summary>
/// <param name="Variants">Terms of which the best one in a text counts.</param>
/// <param name="Bigrams">Its pairs of syllables; empty but for Korean.</param>
/// <param name="IsCompound">Whether it is two words of the query read as one, and so asks for nothing new.</param>
internal sealed record QueryWord(string[] Variants, string[] Bigrams, bool IsCompound)
{
    /// <summary>The words of a query; its stop words only where it has no others.</summary>
    public static List<QueryWord> Of(string query)
    {
        var terms = TextAnalyzer.Analyze(query);
        var asked = terms.Any(term => term.Kind == TermKind.Word) ? TermKind.Word : TermKind.StopWord;
        var words = new List<QueryWord>();
        foreach (var word in terms.GroupBy(term => term.Word))
        {
            var variants = word.Where(term => term.Kind == asked).Select(term => term.Term).Distinct().ToArray();
            var bigrams = word.Where(term => term.Kind == TermKind.Bigram).Select(term => term.Term).Distinct().ToArray();
            if (variants.Length > 0) words.Add(new QueryWord(variants, bigrams, IsCompound: false));
            foreach (var compound in word.Where(term => term.Kind == TermKind.Compound))
                words.Add(new QueryWord([compound.Term], [], IsCompound: true));
        }

        return words;
    }
}
