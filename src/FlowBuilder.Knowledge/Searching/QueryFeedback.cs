using System.Numerics.Tensors;
using FlowBuilder.Knowledge.Searching.Vectors;

namespace FlowBuilder.Knowledge.Searching;

/// <summary>Moves the vector of a query towards texts that answer it already, so that it finds more like them.</summary>
/// <remarks>
/// J. J. Rocchio, <i>Relevance Feedback in Information Retrieval</i>, 1971, with the best hits of another search taken for relevant and
/// both sides weighing the same; on vectors of embeddings after H. Li and others, <i>Pseudo Relevance Feedback with Deep Language
/// Models and Dense Retrievers</i>, ACM TOIS 41(3), 2023. What a hit weighs follows its score, as in V. Lavrenko and W. B. Croft,
/// <i>Relevance-Based Language Models</i>, SIGIR 2001: a hit that stands out leads alone, the many of a broad question together.
/// </remarks>
internal static class QueryFeedback
{
    /// <summary>Half way between a query and the mean of hits' vectors, which weigh as the squares of their scores; without any, the query.</summary>
    public static float[] Moved(ReadOnlySpan<float> query, VectorIndex vectors, IEnumerable<(long Key, double Score)> hits)
    {
        var sum = new float[query.Length];
        var weights = 0f;
        foreach (var (key, score) in hits)
        {
            var vector = vectors.VectorOf(key);
            if (vector.Length != sum.Length) continue;
            var weight = (float)(score * score);
            TensorPrimitives.MultiplyAdd(vector, weight, sum, sum);
            weights += weight;
        }

        if (weights == 0) return query.ToArray();
        TensorPrimitives.MultiplyAdd(sum, 1 / weights, VectorRows.Unit(query), sum);
        return sum;
    }
}
