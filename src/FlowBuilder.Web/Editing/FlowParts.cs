using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing;

/// <summary>Making a flow from a flow with one part changed.</summary>
internal static class FlowParts
{
    /// <summary>The flow with one node changed; the same flow where there is no such node.</summary>
    public static Flow WithNode(this Flow flow, NodeId id, Func<FlowNode, FlowNode> change)
    {
        for (var i = 0; i < flow.Nodes.Length; i++)
        {
            if (flow.Nodes[i].Id == id) return flow with { Nodes = flow.Nodes.SetItem(i, change(flow.Nodes[i])) };
        }

        return flow;
    }

    /// <summary>How many nodes, edges and notes the flow has.</summary>
    public static int PartCount(this Flow flow) => flow.Nodes.Length + flow.Edges.Length + flow.Notes.Length;

    /// <summary>A readable id that no node of the flow has: <c>prompt</c>, <c>prompt-2</c>.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="stem">What the id begins with; of the form of an id.</param>
    /// <param name="taken">Further ids that are not free.</param>
    public static NodeId FreeNodeId(this Flow flow, string stem, IReadOnlySet<NodeId>? taken = null)
    {
        var number = 1;
        while (true)
        {
            var id = new NodeId(number == 1 ? stem : $"{stem}-{number}");
            if (flow.Find(id) is null && taken?.Contains(id) != true) return id;
            number++;
        }
    }
}
