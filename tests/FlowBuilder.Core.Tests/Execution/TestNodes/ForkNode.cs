using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Passes its text on to one of two ports.</summary>
[Node("test.fork", Category = NodeCategories.Logic)]
[Text("en", "Fork")]
public sealed class ForkNode : Node<ForkNode.Settings, ForkNode.Inputs>
{
    [Text("en", "left")]
    public static readonly OutputPort<string> Left = new("left");

    [Text("en", "right")]
    public static readonly OutputPort<string> Right = new("right");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield return (settings.Left ? Left : Right).Value(inputs.Text);
    }

    public sealed record Settings
    {
        [Text("en", "Left")]
        public bool Left { get; init; } = true;
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required string Text { get; init; }
    }
}
