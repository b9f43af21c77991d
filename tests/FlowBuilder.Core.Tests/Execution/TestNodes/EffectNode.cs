using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Changes something outside: it counts, and waits at a gate before it ends where there is one.</summary>
[Node("test.effect", Category = NodeCategories.Tools, SideEffects = true)]
[Text("en", "Effect")]
public sealed class EffectNode(CallCounter? calls = null, Gate? gate = null) : ResultNode<NoSettings, EffectNode.Inputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async Task<string> ComputeAsync(NoSettings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        calls?.Count(context.NodeId.Value);
        if (gate is not null) await gate.PassAsync(cancellationToken);
        return $"sent {inputs.Text}";
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public string? Text { get; init; }
    }
}
