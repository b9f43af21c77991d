using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>Hands on what it takes as it is: of a live text, the same text.</summary>
[Node("play.hand-on", Category = NodeCategories.Logic)]
[Text("en", "Hand on")]
public sealed class HandOnNode : Node<PlaySettings, HandOnNode.Inputs>
{
    [Text("en", "left")]
    public static readonly OutputPort<object> Left = new("left");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        PlaySettings settings, Inputs inputs, NodeContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; i < settings.Pauses; i++) await Task.Yield();
        yield return Left.Value(inputs.Value);
    }

    public sealed record Inputs
    {
        [Port(AcceptsLive = true)]
        [Text("en", "value")]
        public required object Value { get; init; }
    }
}
