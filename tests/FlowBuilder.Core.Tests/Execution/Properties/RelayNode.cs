using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>Gives a live text on, piece by piece.</summary>
[Node("play.relay", Category = NodeCategories.Logic)]
[Text("en", "RelayNode")]
public sealed class RelayNode : Node<PlaySettings, RelayNode.Inputs>
{
    [Text("en", "left")]
    public static readonly OutputPort<string> Left = PlayPorts.Left;

    [Text("en", "right")]
    public static readonly OutputPort<string> Right = PlayPorts.Right;

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        PlaySettings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in inputs.Text.ReadAsync(cancellationToken))
        {
            yield return Left.Delta(piece);
            if (settings.Pauses > 0) await Task.Yield();
        }
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required LiveText Text { get; init; }
    }
}
