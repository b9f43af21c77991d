using BenchmarkDotNet.Attributes;
using FlowBuilder.Benchmarks.Texts;
using FlowBuilder.Knowledge.Embedding;
using FlowBuilder.Knowledge.Searching;
using FlowBuilder.Knowledge.Searching.Vectors;

namespace FlowBuilder.Benchmarks;

/// <summary>The offline embedding of a passage of about a thousand characters, and the joining of two rankings of 100.</summary>
public class KnowledgeBenchmarks
{
    private readonly string[] _passages = [.. Enumerable.Range(0, 64).Select(Passages.Of)];
    private readonly Ranking[] _rankings =
    [
        new(RankingSource.Keyword, [.. Enumerable.Range(0, 100).Select(i => ((long)i, 1.0 / (i + 1)))]),
        new(RankingSource.Vector, [.. Enumerable.Range(50, 100).Select(i => ((long)i, 1.0 / (i + 1)))]),
    ];

    private readonly VectorIndex _vectors = new(OfflineEmbeddingGenerator.Dimensions);
    private int _next;

    [GlobalSetup]
    public void Fill()
    {
        for (var key = 0; key < 150; key++) _vectors.Add(key, OfflineEmbeddingGenerator.Embed(Passages.Of(key)));
    }

    [Benchmark]
    public object EmbedPassage() => OfflineEmbeddingGenerator.Embed(_passages[_next++ % _passages.Length]);

    [Benchmark]
    public object Join() => HybridSearch.Join(_rankings, _vectors, HybridOptions.Default);

    [Benchmark]
    public object JoinDiverse() => HybridSearch.Join(_rankings, _vectors, HybridOptions.Default with { Diversity = 0.3 });
}
