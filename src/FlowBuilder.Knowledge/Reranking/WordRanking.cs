using FlowBuilder.Knowledge.Searching;

namespace FlowBuilder.Knowledge.Reranking;

/// <summary>Says how well passages answer a query by its words alone: how many of them a passage has, and how near they stand.</summary>
/// <remarks>
/// A word weighs by its rarity among the passages (the inverse document frequency of BM25). Nearness is that of the smallest window with
/// every word found, after T. Tao and C. Zhai, <i>An Exploration of Proximity Measures in Information Retrieval</i>, SIGIR 2007.
/// </remarks>
internal static class WordRanking
{
    // What nearness decides among passages that have the same words; a part of a Korean word counts as half of it.
    private const double OfNearness = 0.2;
    private const double OfParts = 0.5;

    /// <summary>The scores of passages in order, each from 0 (no word) to 1 (every word, side by side).</summary>
    public static double[] Scores(string query, IReadOnlyList<string> passages)
    {
        List<QueryWord> words = [.. QueryWord.Of(query).Where(word => !word.IsCompound)];
        var matches = passages.Select(passage => Match.Of(words, TextAnalyzer.Analyze(passage))).ToList();
        var weights = words.Select((_, word) => Rarity(matches.Count(match => match.Shares[word] > 0), passages.Count)).ToArray();
        var all = weights.Sum();
        return [.. matches.Select(match => all == 0
            ? 0
            : match.Shares.Select((share, word) => share * weights[word]).Sum() / all * (1 - OfNearness + OfNearness * match.Nearness))];
    }

    private static double Rarity(int having, int all) => Math.Log(1 + (all - having + 0.5) / (having + 0.5));

    /// <summary>What a passage has of a query.</summary>
    /// <param name="Shares">For each word of the query, how much of it stands there, from 0 to 1.</param>
    /// <param name="Nearness">How near the words stand to each other, from 0 to 1.</param>
    private sealed record Match(double[] Shares, double Nearness)
    {
        public static Match Of(List<QueryWord> words, List<SearchTerm> terms)
        {
            var places = terms.ToLookup(term => term.Term, term => term.Word, StringComparer.Ordinal);
            var shares = new double[words.Count];
            var found = new List<(int Place, int Word)>();
            for (var i = 0; i < shares.Length; i++)
            {
                List<int> at = [.. words[i].Variants.SelectMany(variant => places[variant])];
                found.AddRange(at.Select(place => (place, i)));
                shares[i] = at.Count > 0 ? 1
                    : words[i].Bigrams.Length == 0 ? 0
                    : OfParts * words[i].Bigrams.Count(places.Contains) / words[i].Bigrams.Length;
            }

            return new Match(shares, NearnessOf(found, words.Count));
        }

        // The words found over the length of the smallest stretch that has them all.
        private static double NearnessOf(List<(int Place, int Word)> found, int asked)
        {
            var different = found.Select(item => item.Word).Distinct().Count();
            if (different < 2) return asked == 1 ? different : 0;
            found.Sort();
            var counts = new Dictionary<int, int>();
            var smallest = int.MaxValue;
            for (int from = 0, to = 0; to < found.Count; to++)
            {
                counts[found[to].Word] = counts.GetValueOrDefault(found[to].Word) + 1;
                while (counts.Count == different)
                {
                    smallest = Math.Min(smallest, found[to].Place - found[from].Place + 1);
                    if (--counts[found[from].Word] == 0) counts.Remove(found[from].Word);
                    from++;
                }
            }

            return Math.Min(1, (double)different / smallest);
        }
    }
}
