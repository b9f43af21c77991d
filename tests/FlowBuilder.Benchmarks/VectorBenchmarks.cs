using BenchmarkDotNet.Attributes;
using FlowBuilder.Benchmarks.Texts;
using FlowBuilder.Knowledge.Embedding;
using FlowBuilder.Knowledge.Searching.Vectors;

namespace FlowBuilder.Benchmarks;

/// <summary>The ten nearest of 100,000 vectors of 384 components, around 1,000 middles, of passages in the offline embedding, or in any direction; exactly, and over the graph.</summary>
/// <remarks>Building the graph and how much of the exact answer it finds are printed before the first measurement.</remarks>
public class VectorBenchmarks
{
    private const int Count = 100_000;
    private const int Dimensions = 384;
    private const int Queries = 200;

    // Made once for each cloud, not for each measurement of it: linking takes a minute or two.
    private static Built _built = new("", new VectorIndex(Dimensions), new VectorIndex(Dimensions), []);

    private int _next;

    [Params("clustered", "offline", "uniform")]
    public string Cloud { get; set; } = "";

    [GlobalSetup]
    public void Build()
    {
        if (_built.Cloud == Cloud) return;
        var next = Source(Cloud);
        var exact = new VectorIndex(Dimensions, exactUpTo: int.MaxValue);
        var graph = new VectorIndex(Dimensions);
        for (var key = 0; key < Count; key++)
        {
            var vector = next(key);
            exact.Add(key, vector);
            graph.Add(key, vector);
        }

        var began = TimeProvider.System.GetTimestamp();
        graph.Link();
        Console.WriteLine($"// {Cloud}: linked {Count} in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F0} s");
        _built = new Built(Cloud, exact, graph, [.. Enumerable.Range(Count, Queries).Select(next)]);
        Console.WriteLine($"// {Cloud}: recall@10 {_built.Queries.Average(Recall):F4}, searched at a breadth of {graph.Breadth}");
    }

    [Benchmark(Baseline = true)]
    public object Exact() => _built.Exact.Search(Query(), 10);

    [Benchmark]
    public object Graph() => _built.Graph.Search(Query(), 10);

    private static Func<int, float[]> Source(string name)
    {
        if (name == "offline") return number => OfflineEmbeddingGenerator.Embed(Passages.Of(number));
        var cloud = new VectorCloud(Dimensions, name == "clustered" ? 1_000 : 0, seed: 7);
        return _ => cloud.Next();
    }

    private float[] Query() => _built.Queries[_next++ % Queries];

    private double Recall(float[] query) =>
        _built.Exact.Search(query, 10).Select(hit => hit.Key).Intersect(_built.Graph.Search(query, 10).Select(hit => hit.Key)).Count() / 10.0;

    private sealed record Built(string Cloud, VectorIndex Exact, VectorIndex Graph, float[][] Queries);
}
