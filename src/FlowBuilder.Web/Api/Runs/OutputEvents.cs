using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Which events of a run somebody wants who only shows the answer: <c>?events=output</c>.</summary>
internal static class OutputEvents
{
    /// <summary>The pieces and values of the flow's results, where they begin anew, and the end.</summary>
    /// <param name="flow">The flow that is run; null where it is not known any more, which leaves the end alone.</param>
    /// <param name="catalogue">The node types.</param>
    public static Func<RunEvent, bool> Of(Flow? flow, NodeCatalogue catalogue)
    {
        var results = new HashSet<(string Node, string Port)>();
        foreach (var node in flow?.Nodes ?? [])
        {
            if (catalogue.Find(node.Type) is not { IsFlowOutput: true } type) continue;
            foreach (var port in type.PortsOf(node).Where(port => port.IsHidden)) results.Add((node.Id.Value, port.Id));
        }

        return runEvent => runEvent switch
        {
            NodeDelta delta => results.Contains((delta.Node, delta.Port)),
            NodeOutputGiven output => results.Contains((output.Node, output.Port)),
            _ => runEvent.IsFinal || runEvent is RunWaiting or RunContinued,
        };
    }
}
