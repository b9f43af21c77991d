using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Outputs;

/// <summary>Gives a JSON value as one of the flow's results.</summary>
[Node("output.json", Category = NodeCategories.Outputs, Icon = "result", Deterministic = true, Keywords = "data object list 데이터 객체 목록")]
[Text("en", "JSON result", "A JSON value that the flow answers.")]
[Text("ko", "JSON 결과", "플로우가 돌려주는 JSON 값입니다.")]
[Guide("en", "Use it when a program reads the result, such as fields taken out of a mail. Put \"Check JSON schema\" before it when the form must be right.")]
[Guide("ko", "메일에서 뽑은 항목처럼 프로그램이 결과를 읽을 때 쓰세요. 형식이 꼭 맞아야 하면 앞에 \"JSON 스키마 검사\"를 두세요.")]
public sealed class JsonOutputNode()
    : ResultNode<JsonOutputNode.Settings, JsonOutputNode.Inputs, JsonElement>(Result), IFlowOutput<JsonOutputNode.Settings>
{
    /// <summary>The result itself.</summary>
    [Port(Hidden = true)]
    [Text("en", "result", "The flow's result.")]
    [Text("ko", "결과", "플로우의 결과입니다.")]
    public static readonly OutputPort<JsonElement> Result = new("value");

    /// <inheritdoc/>
    public static FlowResult ResultOf(Settings settings) => new(settings.Name, JsonSerializer.SerializeToElement(new { }));

    /// <inheritdoc/>
    protected override Task<JsonElement> ComputeAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(inputs.Value);
    }

    /// <summary>How the result is called.</summary>
    public sealed record Settings
    {
        /// <summary>The result's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this result is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 결과 이름입니다.")]
        public string Name { get; init; } = "data";
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The value.</summary>
        [Text("en", "json", "The value to give back.")]
        [Text("ko", "JSON", "돌려줄 값입니다.")]
        public required JsonElement Value { get; init; }
    }
}
