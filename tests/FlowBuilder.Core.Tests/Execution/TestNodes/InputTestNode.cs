using System.Text.Json;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Takes a question from whoever runs the flow.</summary>
[Node("test.input", Category = NodeCategories.Inputs)]
[Text("en", "Question")]
public sealed class InputTestNode() : ResultNode<NoSettings, NoInputs, string>(Text), IFlowInput<NoSettings>
{
    [Text("en", "text")]
    public static readonly OutputPort<string> Text = new("text");

    public static FlowParameter ParameterOf(NoSettings settings) =>
        new("question", JsonSerializer.SerializeToElement(new { type = "string" })) { IsRequired = true };

    protected override Task<string> ComputeAsync(NoSettings settings, NoInputs inputs, NodeContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Input!.Value.GetString()!);
}
