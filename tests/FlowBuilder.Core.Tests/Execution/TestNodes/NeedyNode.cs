using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Cannot be made without a gate.</summary>
[Node("test.needy", Category = NodeCategories.Tools)]
[Text("en", "Needy")]
[Text("ko", "까다로운 노드")]
public sealed class NeedyNode(Gate gate) : ResultNode<NoSettings, NoInputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async Task<string> ComputeAsync(NoSettings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        await gate.PassAsync(cancellationToken);
        return "passed";
    }
}
