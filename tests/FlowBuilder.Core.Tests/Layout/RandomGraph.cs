using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Layout;

namespace FlowBuilder.Core.Tests.Layout;

/// <summary>Boxes of cards' sizes with edges between their ports, made from a seed; no edge closes a cycle.</summary>
internal sealed record RandomGraph(LayoutBox[] Boxes, LayoutEdge[] Edges)
{
    private const int Header = 52;
    private const int Row = 24;

    public static RandomGraph Of(int seed, int boxes, int edges)
    {
        var random = new Random(seed);
        var ports = Enumerable.Range(0, boxes).Select(_ => random.Next(1, 6)).ToArray();
        var made = Enumerable.Range(0, boxes)
            .Select(i => new LayoutBox(
                CanvasPoint.From(random.Next(-4000, 4000), random.Next(-4000, 4000)),
                248 + 8 * random.Next(0, 12),
                Header + Row * ports[i] + random.Next(0, 160)))
            .ToArray();
        var drawn = new HashSet<LayoutEdge>();
        while (boxes > 1 && drawn.Count < edges)
        {
            var (one, two) = (random.Next(boxes), random.Next(boxes));
            if (one == two) continue;
            var (source, target) = (Math.Min(one, two), Math.Min(Math.Max(one, two), Math.Min(one, two) + 12));
            drawn.Add(new LayoutEdge(source, target, OffsetOf(random.Next(ports[source])), OffsetOf(random.Next(ports[target]))));
        }

        return new RandomGraph(made, [.. drawn]);
    }

    /// <summary>A tree that grows from its first box, each box after it the child of an earlier one.</summary>
    public static RandomGraph Tree(int seed, int boxes)
    {
        var (random, bare) = (new Random(seed), Of(seed, boxes, 0));
        return bare with { Edges = [.. Enumerable.Range(1, boxes - 1).Select(i => new LayoutEdge(random.Next(i), i, OffsetOf(0), OffsetOf(0)))] };
    }

    public RandomGraph Arranged()
    {
        var places = LayeredLayout.Arrange(Boxes, Edges);
        return this with { Boxes = [.. Boxes.Select((box, i) => box with { Position = places[i] })] };
    }

    private static double OffsetOf(int port) => Header + Row * port + Row / 2.0;
}
