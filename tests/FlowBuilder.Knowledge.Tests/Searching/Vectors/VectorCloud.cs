namespace FlowBuilder.Knowledge.Tests.Searching.Vectors;

/// <summary>Makes vectors to search among, the same for the same seed.</summary>
internal static class VectorCloud
{
    /// <summary>Vectors in any direction.</summary>
    public static float[][] Uniform(int count, int dimensions, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Point(random, dimensions))];
    }

    /// <summary>Vectors around a number of middles, as texts lie around their topics.</summary>
    public static float[][] Clustered(int count, int dimensions, int clusters, int seed)
    {
        var middles = Uniform(clusters, dimensions, seed);
        var random = new Random(seed + 1);
        return [.. Enumerable.Range(0, count).Select(_ => Around(middles[random.Next(clusters)], random))];
    }

    private static float[] Around(float[] middle, Random random)
    {
        var point = Point(random, middle.Length);
        for (var i = 0; i < point.Length; i++) point[i] = middle[i] + 0.6f * point[i];
        return point;
    }

    private static float[] Point(Random random, int dimensions)
    {
        var point = new float[dimensions];
        for (var i = 0; i < dimensions; i++) point[i] = Normal(random);
        return point;
    }

    // Box and Muller, 1958.
    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
