using System.Globalization;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Storage.Tests.Support;

/// <summary>A flow that says in two far places which revision it is, so that a half stored one is seen.</summary>
internal static class KilledFlow
{
    private const int Nodes = 40;

    public static Flow At(long revision) => new()
    {
        Name = revision.ToString(CultureInfo.InvariantCulture),
        Description = new string('설', 300),
        Nodes =
        [
            .. Enumerable.Range(1, Nodes).Select(i => new FlowNode
            {
                Id = new NodeId($"node-{i}"),
                Type = "unknown.type",
                Title = i == Nodes ? revision.ToString(CultureInfo.InvariantCulture) : "Node",
            }),
        ],
    };

    public static bool IsWholeAt(this Flow flow, long revision) =>
        flow.Name == revision.ToString(CultureInfo.InvariantCulture) && flow.Nodes.Length == Nodes && flow.Nodes[^1].Title == flow.Name;
}
