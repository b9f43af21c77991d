using System.Runtime.CompilerServices;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;
namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>Follows a live text and may take a whole one beside it.</summary>
[Node("play.reader", Category = NodeCategories.Logic)]
[Text("en", "ReaderNode")]
public sealed class ReaderNode : Node<PlaySettings, ReaderNode.Inputs>
{
    [Text("en", "left")]
    public static readonly OutputPort<string> Left = PlayPorts.Left;

    [Text("en", "right")]
    public static readonly OutputPort<string> Right = PlayPorts.Right;

    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        PlaySettings settings, Inputs inputs, NodeContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var text = new System.Text.StringBuilder();
        await foreach (var piece in inputs.Text.ReadAsync(cancellationToken)) text.Append(piece);
        var outputs = Play.GiveAsync(settings, Play.TextOf(context.NodeId.Value, [text.ToString(), inputs.Beside ?? ""]), context, cancellationToken);
        await foreach (var output in outputs) yield return output;
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required LiveText Text { get; init; }

        [Text("en", "beside")]
        public string? Beside { get; init; }
    }
}
