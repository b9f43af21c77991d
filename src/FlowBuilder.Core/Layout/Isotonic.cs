namespace FlowBuilder.Core.Layout;

/// <summary>The rising sequence nearest to a given one: isotonic regression by pooling adjacent violators, after M. Ayer and
/// others, <i>An empirical distribution function for sampling with incomplete information</i> (1955).</summary>
internal static class Isotonic
{
    /// <summary>The sequence that never falls and has the least sum of weighted squared distances to the values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="weights">Each value's weight, more than 0; as many as values.</param>
    public static double[] Fit(double[] values, double[] weights)
    {
        var pools = new (double Mean, double Weight, int Length)[values.Length];
        var count = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var pool = (Mean: values[i], Weight: weights[i], Length: 1);
            while (count > 0 && pools[count - 1].Mean > pool.Mean)
            {
                var other = pools[--count];
                var weight = other.Weight + pool.Weight;
                pool = ((other.Mean * other.Weight + pool.Mean * pool.Weight) / weight, weight, other.Length + pool.Length);
            }

            pools[count++] = pool;
        }

        var fitted = new double[values.Length];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < pools[i].Length; j++) fitted[at++] = pools[i].Mean;
        }

        return fitted;
    }
}
