using System.Runtime.InteropServices;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Joins rankings of the same things into one, by the places alone, since scores of different searches do not compare.</summary>
/// <remarks>
/// Reciprocal rank fusion: G. V. Cormack, C. L. A. Clarke and S. Büttcher, <i>Reciprocal Rank Fusion outperforms Condorcet and
/// individual Rank Learning Methods</i>, SIGIR 2009, with their k = 60. A place gains weight / (60 + place). Scores are given as a
/// share of the most that can be reached: 1 is first place in every ranking.
/// </remarks>
internal static class RankFusion
{
    private const int K = 60;

    /// <summary>What any ranking found, best first; of equals, the one with the better place in the earlier ranking first.</summary>
    /// <param name="rankings">Best first each; a key counts once in a ranking, at its first place.</param>
    public static List<HybridHit> Fuse(IReadOnlyList<Ranking> rankings)
    {
        var most = rankings.Sum(ranking => ranking.Weight) / (K + 1);
        var parts = new Dictionary<long, List<ScorePart>>();
        var order = new List<long>();
        foreach (var ranking in rankings)
        {
            var seen = new HashSet<long>();
            foreach (var (key, score) in ranking.Hits)
            {
                if (!seen.Add(key)) continue;
                ref var ofKey = ref CollectionsMarshal.GetValueRefOrAddDefault(parts, key, out var exists);
                if (!exists) order.Add(key);
                ofKey ??= [];
                ofKey.Add(new ScorePart(ranking.Source, seen.Count, score, most == 0 ? 0 : ranking.Weight / (K + seen.Count) / most));
            }
        }

        return [.. order.Select(key => new HybridHit(key, parts[key].Sum(part => part.Share), parts[key])).OrderByDescending(hit => hit.Score)];
    }
}
