using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Adds a letter to a whole text.</summary>
[Node("test.append", Category = NodeCategories.Data, Deterministic = true)]
[Text("en", "Append")]
public sealed class AppendNode(CallCounter? calls = null) : ResultNode<AppendNode.Settings, AppendNode.Inputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override Task<string> ComputeAsync(Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        calls?.Count(context.NodeId.Value);
        return Task.FromResult(inputs.Text + settings.Suffix);
    }

    public sealed record Settings
    {
        [Field(Promotable = true)]
        [Text("en", "Suffix")]
        public string Suffix { get; init; } = "+";
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required string Text { get; init; }
    }
}
