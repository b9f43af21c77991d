using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>Works out what a random flow must give, one node after the other: the runner's rules without its concurrency.</summary>
internal sealed class Oracle(Flow flow)
{
    private readonly Dictionary<PortAddress, string> _values = [];

    public IReadOnlyList<string> Expected() => [.. flow.Nodes.Select(Expected)];

    private string Expected(FlowNode node)
    {
        var edges = flow.Edges.Where(edge => edge.To.Node == node.Id).ToList();
        var required = node.Type == "play.mix" ? null : node.Type == "play.hand-on" ? "value" : "text";
        if (edges.Count > 0 && !edges.Exists(edge => _values.ContainsKey(edge.From))) return Line(node, NodeStatus.Skipped);
        if (edges.Exists(edge => edge.To.Port == required && !_values.ContainsKey(edge.From))) return Line(node, NodeStatus.Skipped);
        return Run(node, edges);
    }

    private string Run(FlowNode node, List<FlowEdge> edges)
    {
        var settings = node.Settings.ToElement().Deserialize<PlaySettings>(CoreJson.Options)!;
        if (node.Type is "play.relay" or "play.hand-on")
        {
            _values[new PortAddress(node.Id, "left")] = _values[edges[0].From];
            return Line(node, NodeStatus.Completed);
        }

        if (settings.FailingTries > node.Policy.Retries && node.Policy.OnError == ErrorPolicy.Port)
        {
            _values[new PortAddress(node.Id, "error")] = Play.FaultCode;
            return Line(node, NodeStatus.Failed);
        }

        if (settings.FailingTries > node.Policy.Retries)
        {
            foreach (var port in (string[])["left", "right"]) _values[new PortAddress(node.Id, port)] = "plan B";
            return Line(node, NodeStatus.Failed);
        }

        var text = Play.TextOf(node.Id.Value, node.Type == "play.reader" ? [In(edges, "text"), In(edges, "beside")] : edges.Select(edge => edge.From).Where(_values.ContainsKey).Select(from => _values[from]));
        foreach (var port in settings.Gives) _values[new PortAddress(node.Id, port)] = text;
        return Line(node, NodeStatus.Completed);
    }

    private string In(List<FlowEdge> edges, string port) =>
        edges.Find(edge => edge.To.Port == port) is { } edge ? _values.GetValueOrDefault(edge.From, "") : "";

    private string Line(FlowNode node, NodeStatus status) => $"{node.Id} {status} " + string.Join(
        ' ',
        ((string[])["left", "right", "error"]).Where(port => _values.ContainsKey(new PortAddress(node.Id, port)))
            .Select(port => $"{port}={_values[new PortAddress(node.Id, port)]}"));
}
