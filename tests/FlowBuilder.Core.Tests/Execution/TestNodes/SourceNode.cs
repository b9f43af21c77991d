using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Gives a fixed text.</summary>
[Node("test.source", Category = NodeCategories.Inputs)]
[Text("en", "Source")]
public sealed class SourceNode() : ResultNode<SourceNode.Settings, NoInputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override Task<string> ComputeAsync(Settings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Task.FromResult(settings.Value);

    public sealed record Settings
    {
        [Text("en", "Value")]
        public string Value { get; init; } = "x";
    }
}
