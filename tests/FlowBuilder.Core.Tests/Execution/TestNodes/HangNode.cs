using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Never ends; with <c>deaf</c>, not even when told to.</summary>
[Node("test.hang", Category = NodeCategories.Tools)]
[Text("en", "Hang")]
public sealed class HangNode() : ResultNode<HangNode.Settings, NoInputs, string>(Text)
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    protected override async Task<string> ComputeAsync(Settings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken)
    {
        await new TaskCompletionSource().Task.WaitAsync(settings.Deaf ? CancellationToken.None : cancellationToken);
        return "";
    }

    public sealed record Settings
    {
        [Text("en", "Deaf")]
        public bool Deaf { get; init; }
    }
}
