using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Gives what it takes as a result of the flow.</summary>
[Node("test.result", Category = NodeCategories.Outputs)]
[Text("en", "Result")]
public sealed class ResultTestNode : Node<ResultTestNode.Settings, ResultTestNode.Inputs>, IFlowOutput<ResultTestNode.Settings>
{
    [Port(Hidden = true)]
    [Text("en", "result")]
    public static readonly OutputPort<string> Result = new("value");

    public static FlowResult ResultOf(Settings settings) => new(settings.Name, System.Text.Json.JsonSerializer.SerializeToElement(new { type = "string" }));

    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Result.DeltasAsync(inputs.Value, cancellationToken);

    public sealed record Settings
    {
        [Text("en", "Name")]
        public string Name { get; init; } = "answer";
    }

    public sealed record Inputs
    {
        [Text("en", "value")]
        public required LiveText Value { get; init; }
    }
}
