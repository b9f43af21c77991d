using FlowBuilder.Core.Flows;

namespace FlowBuilder.Benchmarks.Flows;

/// <summary>Flows of a shape and size.</summary>
internal static class Drawing
{
    /// <summary>One node after the other, whole text handed down.</summary>
    public static Flow Chain(int nodes) => Line("bench.start", "bench.pass", nodes);

    /// <summary>A source of pieces and so many nodes after it that give each piece on.</summary>
    public static Flow Stream(int relays) => Line("bench.chunks", "bench.relay", relays + 1);

    /// <summary>Nodes that wait for nothing.</summary>
    public static Flow Wide(int nodes) => new()
    {
        Name = "wide",
        Nodes = [.. Enumerable.Range(0, nodes).Select(i => Node(i, "bench.start"))],
    };

    private static Flow Line(string first, string next, int nodes) => new()
    {
        Name = "line",
        Nodes = [.. Enumerable.Range(0, nodes).Select(i => Node(i, i == 0 ? first : next))],
        Edges = [.. Enumerable.Range(1, nodes - 1).Select(i => new FlowEdge(Port(i - 1), Port(i)))],
    };

    private static FlowNode Node(int index, string type) => new()
    {
        Id = new NodeId($"n{index}"),
        Type = type,
        Title = $"Node {index}",
        Position = new CanvasPoint(index * 320, 0),
        Settings = type == "bench.pass" ? JsonMembers.Of(new { label = $"Label {index}", weight = index }) : JsonMembers.Empty,
    };

    private static PortAddress Port(int node) => new(new NodeId($"n{node}"), "text");
}
