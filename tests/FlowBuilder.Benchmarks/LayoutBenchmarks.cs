using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Layout;

namespace FlowBuilder.Benchmarks;

/// <summary>Arranging cards in columns, from places that mean nothing.</summary>
public class LayoutBenchmarks
{
    private LayoutBox[] _boxes = [];
    private LayoutEdge[] _edges = [];

    [Params(50, 500, 2_000)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var random = new Random(1);
        _boxes = [.. Enumerable.Range(0, Nodes).Select(_ => new LayoutBox(CanvasPoint.From(random.Next(9_000), random.Next(9_000)), 248, random.Next(80, 240)))];
        var edges = new HashSet<LayoutEdge>();
        while (edges.Count < Nodes * 8 / 5)
        {
            var source = random.Next(Nodes - 1);
            edges.Add(new LayoutEdge(source, Math.Min(Nodes - 1, source + random.Next(1, 40)), 60 + 24 * random.Next(3), 60 + 24 * random.Next(3)));
        }

        _edges = [.. edges];
    }

    [Benchmark]
    public ImmutableArray<CanvasPoint> Arrange() => LayeredLayout.Arrange(_boxes, _edges);
}
