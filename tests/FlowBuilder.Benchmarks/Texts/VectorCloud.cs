namespace FlowBuilder.Benchmarks.Texts;

/// <summary>Vectors one after the other, the same for the same seed.</summary>
/// <remarks>
/// In any direction, or around middles with as much spread as the distance of the middles allows to tell them apart, which is nearer to
/// how the vectors of texts lie: each component is the middle's and half a standard deviation beside.
/// </remarks>
internal sealed class VectorCloud
{
    private readonly Random _random;
    private readonly int _dimensions;
    private readonly float[][] _middles;

    /// <summary>A cloud; without middles where their number is 0.</summary>
    public VectorCloud(int dimensions, int middles, int seed)
    {
        _random = new Random(seed);
        _dimensions = dimensions;
        _middles = [];
        _middles = [.. Enumerable.Range(0, middles).Select(_ => Next())];
    }

    /// <summary>The next vector.</summary>
    public float[] Next()
    {
        var vector = new float[_dimensions];
        for (var i = 0; i < vector.Length; i++) vector[i] = Normal();
        if (_middles.Length == 0) return vector;
        var middle = _middles[_random.Next(_middles.Length)];
        for (var i = 0; i < vector.Length; i++) vector[i] = middle[i] + 0.5f * vector[i];
        return vector;
    }

    // Box and Muller, 1958.
    private float Normal() => (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
}
