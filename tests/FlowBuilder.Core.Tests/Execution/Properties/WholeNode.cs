using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>Needs one whole text.</summary>
[Node("play.whole", Category = NodeCategories.Logic)]
[Text("en", "WholeNode")]
public sealed class WholeNode : Node<PlaySettings, WholeNode.Inputs>
{
    [Text("en", "left")]
    public static readonly OutputPort<string> Left = PlayPorts.Left;

    [Text("en", "right")]
    public static readonly OutputPort<string> Right = PlayPorts.Right;

    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        PlaySettings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Play.GiveAsync(settings, Play.TextOf(context.NodeId.Value, [inputs.Text]), context, cancellationToken);

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required string Text { get; init; }
    }
}
