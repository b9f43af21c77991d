using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Benchmarks.Nodes;

/// <summary>Gives each piece of a live text on as it comes.</summary>
[Node("bench.relay", Category = NodeCategories.Data)]
[Text("en", "Relay")]
public sealed class RelayNode : Node<NoSettings, RelayNode.Inputs>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        NoSettings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in inputs.Text.ReadAsync(cancellationToken))
            yield return Text.Delta(chunk);
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required LiveText Text { get; init; }
    }
}
