using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Joins what comes, in edge order; hands on a single live text as it is.</summary>
[Node("test.join", Category = NodeCategories.Logic)]
[Text("en", "Join")]
public sealed class JoinNode : Node<NoSettings, JoinNode.Inputs>
{
    [Text("en", "value")]
    public static readonly OutputPort<object> Value = new("value");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        NoSettings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (inputs.Values is [LiveText live])
        {
            yield return Value.Value(live);
            yield break;
        }

        var parts = new List<string>();
        foreach (var value in inputs.Values)
            parts.Add(value is LiveText text ? await text.WholeAsync(cancellationToken) : $"{value}");
        yield return Value.Value(string.Join(",", parts));
    }

    public sealed record Inputs
    {
        [Port(AcceptsLive = true)]
        [Text("en", "values")]
        public required IReadOnlyList<object> Values { get; init; }
    }
}
