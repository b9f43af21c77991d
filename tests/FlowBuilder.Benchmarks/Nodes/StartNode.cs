using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Benchmarks.Nodes;

/// <summary>Gives a short text.</summary>
[Node("bench.start", Category = NodeCategories.Inputs)]
[Text("en", "Start")]
public sealed class StartNode() : ResultNode<NoSettings, NoInputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    private static readonly Task<string> Given = Task.FromResult("x");

    protected override Task<string> ComputeAsync(NoSettings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken) => Given;
}
