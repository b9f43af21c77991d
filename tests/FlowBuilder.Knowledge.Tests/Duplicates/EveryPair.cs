using FlowBuilder.Knowledge.Duplicates;

namespace FlowBuilder.Knowledge.Tests.Duplicates;

/// <summary>The same groups found by comparing every pair in the plainest way.</summary>
internal static class EveryPair
{
    public static IReadOnlyList<DuplicateGroup> Find(IReadOnlyList<DuplicateCandidate> texts, double least)
    {
        var plain = texts.Select(text => ComparedText.Plain(text.Text)).ToList();
        var keptSoFar = new List<int>();
        var groups = new SortedDictionary<int, List<Duplicate>>();
        foreach (var at in DuplicateFinder.BestFirst(texts))
        {
            (int Kept, double Likeness) best = (-1, 0);
            foreach (var kept in keptSoFar)
            {
                var likeness = plain[kept] == plain[at] ? 1 : least < 1 ? Likeness(plain[kept], plain[at], least) : 0;
                if (likeness > best.Likeness) best = (kept, likeness);
            }

            if (best.Kept < 0)
            {
                keptSoFar.Add(at);
                groups.Add(at, []);
                continue;
            }

            groups[best.Kept].Add(new Duplicate(at, best.Likeness, plain[best.Kept] == plain[at]));
        }

        return [.. groups.Where(group => group.Value.Count > 0).Select(group =>
            new DuplicateGroup(group.Key, [.. group.Value.OrderByDescending(other => other.Likeness).ThenBy(other => other.Index)]))];
    }

    public static int Distance(string one, string other)
    {
        var table = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                table[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            }
        }

        return table[one.Length, other.Length];
    }

    private static double Likeness(string one, string other, double least)
    {
        var (ones, others) = (Shingles(one), Shingles(other));
        var shared = ones.Count(others.Contains);
        var jaccard = shared / (double)(ones.Count + others.Count - shared);
        if (jaccard >= least) return jaccard;
        if (jaccard < least - 0.25) return 0;
        var ratio = 1 - Distance(one, other) / (double)Math.Max(one.Length, other.Length);
        return ratio >= 1 - (1 - least) / 3 ? ratio : 0;
    }

    private static HashSet<string> Shingles(string text) =>
        text.Length <= 5 ? [text] : [.. Enumerable.Range(0, text.Length - 4).Select(i => text.Substring(i, 5))];
}
