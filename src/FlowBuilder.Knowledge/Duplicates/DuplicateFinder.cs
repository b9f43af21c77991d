namespace FlowBuilder.Knowledge.Duplicates;

/// <summary>Finds texts that say the same: exactly, or but for a few words.</summary>
/// <remarks>
/// Texts are taken best first: those that a person wrote, then longer ones, then earlier ones. Each joins the most alike of those
/// that are kept, or is kept itself; so what is dropped is always like what stays, and likeness does not creep along a chain.
/// Candidates come from <see cref="LikenessIndex"/> and are confirmed by the exact Jaccard index of their shingles. That is harsh on
/// scattered small changes, which break five shingles each; so where it falls short by up to 0.25, the Levenshtein ratio decides,
/// with a third of the difference allowed. Memory: the texts, and for each that is kept about a kilobyte.
/// </remarks>
internal static class DuplicateFinder
{
    /// <summary>The likeness asked for where nothing else is said.</summary>
    public const double DefaultLikeness = 0.85;

    /// <summary>The least likeness that can be asked for: below it, other texts on the same matter would be found.</summary>
    public const double LeastLikeness = 0.7;

    private const double Short = 0.25;
    private const double EstimateError = 0.2;
    private const int MostCandidates = 8;

    // Beyond, the Levenshtein distance takes seconds, and five shingles more or less weigh nothing.
    private const int LongestCompared = 20_000;

    /// <summary>The groups of texts that say the same, in the order of what is kept of them.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="least">How alike two texts must be, from <see cref="LeastLikeness"/> to 1, where only exact duplicates are found.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static IReadOnlyList<DuplicateGroup> Find(IReadOnlyList<DuplicateCandidate> texts, double least, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var groups = new SortedDictionary<int, List<Duplicate>>();
        var index = new LikenessIndex();
        var kept = new List<int>();
        foreach (var at in BestFirst(texts))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = ComparedText.Of(texts[at].Text);

            // A text of nothing but punctuation is like the very same only.
            var key = text.Text.Length > 0 ? text.Text : texts[at].Text;
            if (known.TryGetValue(key, out var same))
            {
                Join(same, new Duplicate(at, 1, IsExact: true));
                continue;
            }

            var signature = least < 1 && text.Shingles.Length > 0 ? MinHash.Of(text.Shingles) : null;
            if (signature is not null && MostAlike(text, signature) is { } alike)
            {
                Join(alike.Kept, new Duplicate(at, alike.Likeness, IsExact: false));
                continue;
            }

            known.Add(key, at);
            if (signature is null) continue;
            index.Add(signature);
            kept.Add(at);
        }

        return [.. groups.Select(group => new DuplicateGroup(group.Key, [.. group.Value.OrderByDescending(other => other.Likeness).ThenBy(other => other.Index)]))];

        void Join(int to, Duplicate duplicate)
        {
            if (!groups.TryGetValue(to, out var group)) groups.Add(to, group = []);
            group.Add(duplicate);
        }

        (int Kept, double Likeness)? MostAlike(ComparedText text, uint[] signature)
        {
            (int Kept, double Likeness)? best = null;
            foreach (var number in index.Find(signature, least - Short - EstimateError, MostCandidates).Order())
            {
                if (Likeness(ComparedText.Of(texts[kept[number]].Text), text, least) is { } likeness && likeness > (best?.Likeness ?? 0))
                    best = (kept[number], likeness);
            }

            return best;
        }
    }

    /// <summary>How alike two texts are, or null where they are less alike than asked for.</summary>
    public static double? Likeness(ComparedText one, ComparedText other, double least)
    {
        var jaccard = one.Jaccard(other);
        if (jaccard >= least) return jaccard;
        if (jaccard < least - Short || Math.Max(one.Text.Length, other.Text.Length) > LongestCompared) return null;
        return Levenshtein.Ratio(one.Text, other.Text, 1 - (1 - least) / 3);
    }

    /// <summary>The places of texts, those to be kept first.</summary>
    public static IEnumerable<int> BestFirst(IReadOnlyList<DuplicateCandidate> texts) => Enumerable.Range(0, texts.Count)
        .OrderByDescending(at => texts[at].IsPreferred)
        .ThenByDescending(at => texts[at].Text.Length)
        .ThenBy(at => at);
}
