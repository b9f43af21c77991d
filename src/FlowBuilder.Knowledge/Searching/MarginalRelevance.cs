using System.Numerics.Tensors;
using FlowBuilder.Knowledge.Searching.Vectors;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Chooses hits that are good and do not say the same again.</summary>
/// <remarks>
/// Maximal marginal relevance: J. Carbonell and J. Goldstein, <i>The Use of MMR, Diversity-Based Reranking for Reordering Documents and
/// Producing Summaries</i>, SIGIR 1998; next comes what has the most of (1 − d) · score − d · its greatest likeness to one chosen before.
/// Scores are taken as shares of the best one, so that they compare with cosines.
/// </remarks>
internal static class MarginalRelevance
{
    /// <summary>The chosen, in the order of choice.</summary>
    /// <param name="hits">Best first.</param>
    /// <param name="vectors">Their vectors; a hit without one is like none.</param>
    /// <param name="top">The most to choose.</param>
    /// <param name="diversity">d: from 0, the order of the hits, to 1, only what differs.</param>
    public static List<HybridHit> Choose(IReadOnlyList<HybridHit> hits, VectorIndex vectors, int top, double diversity)
    {
        var left = new List<(HybridHit Hit, double Likeness)>(hits.Select(hit => (hit, 0.0)));
        var best = hits.Count == 0 || hits[0].Score <= 0 ? 1 : hits[0].Score;
        var chosen = new List<HybridHit>();
        while (chosen.Count < top && left.Count > 0)
        {
            var (next, _) = left.MaxBy(item => (1 - diversity) * item.Hit.Score / best - diversity * item.Likeness);
            chosen.Add(next);
            left.RemoveAll(item => item.Hit.Key == next.Key);
            for (var i = 0; i < left.Count; i++)
                left[i] = (left[i].Hit, Math.Max(left[i].Likeness, Cosine(vectors.VectorOf(next.Key), vectors.VectorOf(left[i].Hit.Key))));
        }

        return chosen;
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b) =>
        a.Length == b.Length && a.Length > 0 ? TensorPrimitives.Dot(a, b) : 0;
}
