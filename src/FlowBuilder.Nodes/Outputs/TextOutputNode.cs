using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Outputs;

/// <summary>Gives a text as one of the flow's results, piece by piece as it comes.</summary>
[Node("output.text", Category = NodeCategories.Outputs, Icon = "result", Deterministic = true)]
[Text("en", "Text result", "A text that the flow answers.")]
[Text("ko", "텍스트 결과", "플로우가 돌려주는 텍스트입니다.")]
[Guide("en", "Use one for each text that the flow answers; its name is what callers see. Text streams to people while it is written.")]
[Guide("ko", "플로우가 돌려줄 텍스트마다 하나씩 두세요. 이름은 부르는 쪽에 그대로 보입니다. 텍스트는 만들어지는 대로 실시간으로 보입니다.")]
public sealed class TextOutputNode
    : Node<TextOutputNode.Settings, TextOutputNode.Inputs>, IFlowOutput<TextOutputNode.Settings>
{
    /// <summary>The result itself.</summary>
    [Port(Hidden = true)]
    [Text("en", "result", "The flow's result.")]
    [Text("ko", "결과", "플로우의 결과입니다.")]
    public static readonly OutputPort<string> Result = new("value");

    /// <inheritdoc/>
    public static FlowResult ResultOf(Settings settings) =>
        new(settings.Name, JsonSerializer.SerializeToElement(new { type = "string" }));

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken) => Result.DeltasAsync(inputs.Value, cancellationToken);

    /// <summary>How the result is called.</summary>
    public sealed record Settings
    {
        /// <summary>The result's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this result is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 결과 이름입니다.")]
        public string Name { get; init; } = "answer";
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The text.</summary>
        [Text("en", "text", "The text to give back.")]
        [Text("ko", "텍스트", "돌려줄 텍스트입니다.")]
        public required LiveText Value { get; init; }
    }
}
