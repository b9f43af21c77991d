using FlowBuilder.Core.Nodes;
using System.Text.Json;
namespace FlowBuilder.Core.Tests.Execution.Properties;

/// <summary>Takes any number of values, or none.</summary>
[Node("play.mix", Category = NodeCategories.Logic)]
[Text("en", "MixNode")]
public sealed class MixNode : Node<PlaySettings, MixNode.Inputs>
{
    [Text("en", "left")]
    public static readonly OutputPort<string> Left = PlayPorts.Left;

    [Text("en", "right")]
    public static readonly OutputPort<string> Right = PlayPorts.Right;

    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        PlaySettings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Play.GiveAsync(settings, Play.TextOf(context.NodeId.Value, (inputs.Values ?? []).Select(TextOf)), context, cancellationToken);

    private static string TextOf(object value) => value is JsonElement fault ? fault.GetProperty("code").GetString()! : (string)value;

    public sealed record Inputs
    {
        [Text("en", "values")]
        public IReadOnlyList<object>? Values { get; init; }
    }
}
