namespace FlowBuilder.Core.Flows.Merging;

/// <summary>Brings the orders of two lists together.</summary>
internal static class PartOrder
{
    /// <summary>The merged order: ours, unless only their side reordered; what one side added stands behind what it stood behind there, and theirs behind ours.</summary>
    /// <param name="origin">The keys as both began.</param>
    /// <param name="ours">Our keys.</param>
    /// <param name="theirs">Their keys.</param>
    /// <param name="kept">The keys to order, each in one of the two lists at least.</param>
    public static List<TKey> Merge<TKey>(IReadOnlyList<TKey> origin, IReadOnlyList<TKey> ours, IReadOnlyList<TKey> theirs, IReadOnlySet<TKey> kept)
        where TKey : notnull
    {
        var common = origin.Intersect(ours).Intersect(theirs).Where(kept.Contains).ToHashSet();
        var onlyTheirs = Among(ours, common).SequenceEqual(Among(origin, common)) && !Among(theirs, common).SequenceEqual(Among(origin, common));
        var (first, second) = onlyTheirs ? (theirs, ours) : (ours, theirs);
        var merged = first.Where(kept.Contains).Distinct().ToList();
        var known = merged.ToHashSet();
        var old = origin.ToHashSet();
        var at = -1;
        foreach (var key in second.Where(kept.Contains).Distinct())
        {
            if (!known.Add(key))
            {
                at = merged.IndexOf(key);
                continue;
            }

            at++;
            while (at < merged.Count && !old.Contains(merged[at])) at++;
            merged.Insert(at, key);
        }

        return merged;
    }

    private static IEnumerable<TKey> Among<TKey>(IReadOnlyList<TKey> keys, HashSet<TKey> common)
        where TKey : notnull => keys.Where(common.Contains).Distinct();
}
