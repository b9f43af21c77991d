using System.Numerics.Tensors;

namespace FlowBuilder.Knowledge.Searching.Vectors;

/// <summary>Finds the nearest rows by looking at every one.</summary>
internal static class ExactSearch
{
    // Below this, handing out the work costs more than it saves.
    private const int LeastRowsToShare = 8_192;

    /// <summary>Adds the rows most like a query among those from one row on.</summary>
    /// <param name="rows">Where to look.</param>
    /// <param name="from">The first row to look at.</param>
    /// <param name="query">Of unit length.</param>
    /// <param name="best">Takes what is found.</param>
    /// <param name="accepts">Whether a row may be found; asked only of rows that are good enough, from several threads; null for all.</param>
    public static void Scan(VectorRows rows, int from, float[] query, BestRows best, Func<int, bool>? accepts)
    {
        var to = rows.Count;
        var parts = to - from < LeastRowsToShare ? 1 : Environment.ProcessorCount;
        if (parts == 1)
        {
            Scan(rows, from, to, query, best, accepts);
            return;
        }

        var size = (to - from + parts - 1) / parts;
        Parallel.For(0, parts, part =>
        {
            var own = new BestRows(best.Capacity);
            Scan(rows, from + part * size, Math.Min(to, from + (part + 1) * size), query, own, accepts);
            lock (best)
            {
                foreach (var (score, row) in own.Sorted()) best.Add(row, score);
            }
        });
    }

    /// <summary>Adds the best of the given rows.</summary>
    public static void Among(VectorRows rows, IEnumerable<int> among, float[] query, BestRows best, Func<int, bool>? accepts)
    {
        foreach (var row in among) Look(rows, row, query, best, accepts);
    }

    private static void Scan(VectorRows rows, int from, int to, float[] query, BestRows best, Func<int, bool>? accepts)
    {
        for (var row = from; row < to; row++) Look(rows, row, query, best, accepts);
    }

    private static void Look(VectorRows rows, int row, float[] query, BestRows best, Func<int, bool>? accepts)
    {
        var score = TensorPrimitives.Dot(query, rows[row]);
        if (score < best.Least || rows.IsRemoved(row) || accepts?.Invoke(row) == false) return;
        best.Add(row, score);
    }
}
