using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Benchmarks.Nodes;

/// <summary>Gives the text that it takes: a node that does nothing, so that all of a run's time is the runner's.</summary>
[Node("bench.pass", Category = NodeCategories.Data)]
[Text("en", "Pass")]
public sealed class PassNode() : ResultNode<PassNode.Settings, PassNode.Inputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override Task<string> ComputeAsync(Settings settings, Inputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Task.FromResult(inputs.Text);

    public sealed record Settings
    {
        [Text("en", "Label")]
        public string Label { get; init; } = "";

        [Text("en", "Weight")]
        public double Weight { get; init; } = 1;
    }

    public sealed record Inputs
    {
        [Text("en", "text")]
        public required string Text { get; init; }
    }
}
