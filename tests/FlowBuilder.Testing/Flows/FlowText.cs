using System.Text.Json;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Testing.Flows;

/// <summary>Draws a flow in a few lines: <c>id: type {settings}</c> for a node, <c>a.port -> b.port</c> for an edge.</summary>
/// <remarks>A node's policy follows its settings after <c>!</c>: <c>a: test.fail {} !fallback "x"</c>, <c>!port</c>, <c>!retries 2</c>, <c>!limit 0.5</c>, <c>!repeat</c>.</remarks>
public static class FlowText
{
    public static Flow Parse(string text)
    {
        var nodes = new List<FlowNode>();
        var edges = new List<FlowEdge>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Contains("->", StringComparison.Ordinal) && !line.Contains('{', StringComparison.Ordinal)) edges.Add(Edge(line));
            else nodes.Add(Node(line));
        }

        return new Flow { Name = "test", Nodes = [.. nodes], Edges = [.. edges] };
    }

    private static FlowEdge Edge(string line)
    {
        var ends = line.Split("->", StringSplitOptions.TrimEntries);
        return PortAddress.TryParse(ends[0], out var from) && PortAddress.TryParse(ends[1], out var to)
            ? new FlowEdge(from, to)
            : throw new FormatException($"Not an edge: {line}");
    }

    private static FlowNode Node(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var bang = line.IndexOf(" !", StringComparison.Ordinal);
        var declaration = (bang < 0 ? line : line[..bang])[(colon + 1)..].Trim();
        var brace = declaration.IndexOf('{', StringComparison.Ordinal);
        return new FlowNode
        {
            Id = new NodeId(line[..colon].Trim()),
            Type = (brace < 0 ? declaration : declaration[..brace]).Trim(),
            Settings = brace < 0 ? JsonMembers.Empty : JsonMembers.From(JsonDocument.Parse(declaration[brace..]).RootElement),
            Policy = bang < 0 ? NodePolicy.Default : Policy(line[(bang + 2)..]),
        };
    }

    private static NodePolicy Policy(string text)
    {
        var policy = NodePolicy.Default;
        foreach (var part in text.Split('!', StringSplitOptions.TrimEntries))
        {
            var words = part.Split(' ', 2, StringSplitOptions.TrimEntries);
            policy = words[0] switch
            {
                "port" => policy with { OnError = ErrorPolicy.Port },
                "fallback" => policy with { OnError = ErrorPolicy.Fallback, Fallback = JsonDocument.Parse(words[1]).RootElement },
                "retries" => policy with { Retries = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) },
                "limit" => policy with { TimeLimitSeconds = double.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) },
                "repeat" => policy with { OnInterrupted = InterruptionPolicy.Repeat },
                _ => throw new FormatException($"Not a policy: {part}"),
            };
        }

        return policy;
    }
}
