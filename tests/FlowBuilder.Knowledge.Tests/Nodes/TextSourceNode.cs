using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Knowledge.Tests.Nodes;

/// <summary>Gives the text of its settings.</summary>
[Node("test.text", Category = "test", Deterministic = true)]
[Text("en", "Text source", "Gives a text.")]
public sealed class TextSourceNode() : ResultNode<TextSourceNode.Settings, NoInputs, string>(Text)
{
    [Text("en", "text", "The text.")]
    public static readonly OutputPort<string> Text = new("text");

    protected override Task<string> ComputeAsync(Settings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Task.FromResult(settings.Value);

    public sealed record Settings
    {
        [Text("en", "Value", "The text.")]
        public string Value { get; init; } = "";
    }
}
