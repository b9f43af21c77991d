using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Makes a live text loud, piece by piece.</summary>
[Node("test.upper", Category = NodeCategories.Data)]
[Text("en", "Upper")]
public sealed class UpperNode : Node<NoSettings, UpperNode.Inputs>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        NoSettings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in inputs.Text.ReadAsync(cancellationToken))
            yield return Text.Delta(chunk.ToUpperInvariant());
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required LiveText Text { get; init; }
    }
}
