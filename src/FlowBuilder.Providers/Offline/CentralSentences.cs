namespace FlowBuilder.Providers.Offline;

/// <summary>Picks the sentences that say most of what a text says.</summary>
/// <remarks>
/// Centroid summarisation (Radev et al., "Centroid-based summarization of multiple documents", 2004): a sentence is the better,
/// the more of the text's weighty terms it has; one that begins a paragraph counts a little more, one that repeats a sentence
/// picked before is passed over (maximal marginal relevance, Carbonell and Goldstein, 1998).
/// </remarks>
internal static class CentralSentences
{
    private const double TooAlike = 0.6;

    /// <summary>At most so many sentences, in the text's order.</summary>
    public static List<Sentence> Pick(IReadOnlyList<Sentence> sentences, int count)
    {
        var candidates = sentences.Where(sentence => !sentence.IsHeading && sentence.Terms.Count > 0).ToList();
        if (candidates.Count <= count) return candidates;
        var scorer = new SentenceScorer(candidates);
        var frequency = candidates.SelectMany(sentence => sentence.Terms).CountBy(term => term).ToDictionary(StringComparer.Ordinal);
        var ranked = candidates
            .OrderByDescending(sentence => Weight(sentence, candidates, frequency, scorer))
            .ThenBy(sentence => sentence.Index);
        var picked = new List<Sentence>();
        foreach (var sentence in ranked)
        {
            if (picked.Count == count) break;
            if (!picked.Any(other => Likeness(sentence, other) > TooAlike)) picked.Add(sentence);
        }

        return [.. picked.OrderBy(sentence => sentence.Index)];
    }

    private static double Weight(
        Sentence sentence, List<Sentence> all, Dictionary<string, int> frequency, SentenceScorer scorer)
    {
        var weight = sentence.Terms.Distinct().Sum(term => Math.Log(1 + frequency[term]) * scorer.Weight(term));

        // Neither the longest sentence nor a scrap of three words is what a text is about.
        weight /= Math.Pow(Math.Max(6, sentence.Terms.Count), 0.7);
        var place = all.IndexOf(sentence);
        if (place == 0 || all[place - 1].Paragraph != sentence.Paragraph) weight *= 1.15;
        return sentence.Text.EndsWith('?') ? weight * 0.5 : weight;
    }

    private static double Likeness(Sentence one, Sentence other)
    {
        var common = one.Terms.Distinct().Intersect(other.Terms).Count();
        return (double)common / Math.Max(1, Math.Min(one.Terms.Distinct().Count(), other.Terms.Distinct().Count()));
    }
}
