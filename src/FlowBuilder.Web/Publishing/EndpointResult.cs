using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Publishing;

/// <summary>One result of a call, as far as it came.</summary>
/// <param name="Name">Its name for callers.</param>
/// <param name="Title">What its node is called.</param>
/// <param name="Value">The value, in the carrying type of its port.</param>
/// <param name="IsLive">Whether more is coming.</param>
internal sealed record EndpointResult(string Name, string Title, object Value, bool IsLive)
{
    /// <summary>The results of a flow that a run has so far, in the flow's order.</summary>
    public static IEnumerable<EndpointResult> Of(Flow flow, NodeCatalogue catalogue, RunSnapshot run)
    {
        foreach (var node in flow.Nodes)
        {
            if (catalogue.Find(node.Type) is not { IsFlowOutput: true } type || type.ResultOf(node) is not { } result) continue;
            if (type.PortsOf(node).FirstOrDefault(port => port.IsHidden)?.Id is not { } port || run.Nodes.GetValueOrDefault(node.Id.Value) is not { } state) continue;
            object? value = state.Outputs.FirstOrDefault(output => output.Key == port).Value.Value ?? state.TextOf(port);
            if (value is null) continue;
            yield return new EndpointResult(result.Name, node.Title.Length > 0 ? node.Title : type.Title.ToString(), value, state.Status == NodeStatus.Running);
        }
    }
}
