using System.Text.Json;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>Draws flows that can run: of any shape, with forks, merges, live texts and failures. One seed, one flow.</summary>
internal sealed class RandomFlow(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<FlowNode> _nodes = [];
    private readonly List<FlowEdge> _edges = [];

    /// <summary>Whether nodes may fail in ways that end the run, or whose effect depends on who was faster.</summary>
    public bool MayStop { get; init; }

    public Flow Draw()
    {
        var nodes = _random.Next(1, 26);
        for (var i = 0; i < nodes; i++) AddNode(new NodeId($"n{i}"));
        return new Flow { Name = $"random {seed}", Nodes = [.. _nodes], Edges = [.. _edges] };
    }

    private void AddNode(NodeId id)
    {
        var type = _nodes.Count == 0 ? "play.mix" : Pick("play.mix", "play.mix", "play.whole", "play.reader", "play.relay", "play.hand-on");
        var settings = Settings();
        var policy = settings.FailingTries > 0 && type is not ("play.relay" or "play.hand-on") ? FailurePolicy(settings.FailingTries) : NodePolicy.Default;
        switch (type)
        {
            case "play.mix":
                var edges = _nodes.Count == 0 ? 0 : _random.Next(0, 4);
                for (var i = 0; i < edges; i++) Connect(AnyPort(), id, "values");
                break;
            case "play.reader":
                Connect(TextPort(), id, "text");
                if (Chance(2)) Connect(TextPort(), id, "beside");
                break;
            case "play.hand-on":
                Connect(TextPort(), id, "value");
                break;
            default:
                Connect(TextPort(), id, "text");
                break;
        }

        _nodes.Add(new FlowNode { Id = id, Type = type, Settings = JsonMembers.Of(settings), Policy = policy });
    }

    private PlaySettings Settings() => new()
    {
        Gives = Pick<string[]>(["left"], ["left"], ["left"], ["right"], ["left", "right"], []),
        Pieces = Pick(0, 0, 1, 3, 20),
        Pauses = Pick(0, 0, 1, 3),
        FailingTries = Chance(5) ? Pick(1, 2, 1_000) : 0,
        FailsAfter = MayStop ? Pick(0, 0, 1, 2) : 0,
        FailsUnexpectedly = MayStop && Chance(4),
    };

    private NodePolicy FailurePolicy(int failingTries)
    {
        var policy = new NodePolicy { Retries = _random.Next(0, 3) };
        return (MayStop ? Pick(0, 1, 2) : failingTries <= policy.Retries ? 0 : Pick(1, 2)) switch
        {
            0 => policy,
            1 => policy with { OnError = ErrorPolicy.Fallback, Fallback = JsonSerializer.SerializeToElement("plan B") },
            _ => policy with { OnError = ErrorPolicy.Port },
        };
    }

    private void Connect(PortAddress from, NodeId node, string port)
    {
        var edge = new FlowEdge(from, new PortAddress(node, port));
        if (!_edges.Contains(edge)) _edges.Add(edge);
    }

    private PortAddress TextPort()
    {
        var node = _nodes[_random.Next(_nodes.Count)];
        return new PortAddress(node.Id, node.Type == "play.hand-on" || Chance(3, 4) ? "left" : "right");
    }

    private PortAddress AnyPort()
    {
        var port = TextPort();
        var node = _nodes.Find(node => node.Id == port.Node)!;
        return node.Policy.OnError == ErrorPolicy.Port && Chance(2) ? port with { Port = "error" } : port;
    }

    private T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    private bool Chance(int of) => Chance(1, of);

    private bool Chance(int cases, int of) => _random.Next(of) < cases;
}
