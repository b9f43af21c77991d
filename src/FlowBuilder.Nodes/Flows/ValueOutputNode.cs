using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Flows;

/// <summary>Gives a value of any type as one of the flow's results: above all to a flow that runs this one.</summary>
[Node("output.value", Category = NodeCategories.Outputs, Icon = "result", Deterministic = true, Keywords = "sub-flow any documents message 하위 플로우 모든 값 문서 메시지")]
[Text("en", "Value result", "A value of the type you choose, for the flow that runs this one.")]
[Text("ko", "값 결과", "이 플로우를 실행하는 플로우에 돌려주는, 선택한 유형의 값입니다.")]
[Guide("en", "Use it in a flow that other flows run, when the result is not a text, such as documents or a conversation. For callers from outside, the text and JSON results are easier to read.")]
[Guide("ko", "다른 플로우가 실행하는 플로우에서 문서나 대화처럼 텍스트가 아닌 결과를 돌려줄 때 쓰세요. 밖에서 부르는 쪽에는 텍스트 결과와 JSON 결과가 더 읽기 쉽습니다.")]
[Example("""{"name": "sources", "type": "documents"}""")]
public sealed class ValueOutputNode
    : Node<ValueOutputNode.Settings, ValueOutputNode.Inputs>, IFlowOutput<ValueOutputNode.Settings>, IDynamicPorts<ValueOutputNode.Settings>
{
    /// <summary>The result itself.</summary>
    [Port(Hidden = true)]
    [Text("en", "result", "The flow's result.")]
    [Text("ko", "결과", "플로우의 결과입니다.")]
    public static readonly OutputPort<object> Result = new("value");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings)
    {
        var type = new PortType(JsonNamingPolicy.CamelCase.ConvertName(settings.Type.ToString()));
        yield return new PortSpec
        {
            Id = Result.Id,
            Direction = PortDirection.Input,
            Type = type,
            IsRequired = true,
            AcceptsLive = type == PortType.Text || type == PortType.Any,
            Label = LocalText.Of("value", "값"),
            Help = LocalText.Of("The value to give back.", "돌려줄 값입니다."),
        };
        yield return new PortSpec
        {
            Id = Result.Id,
            Direction = PortDirection.Output,
            Type = type,
            IsHidden = true,
            Label = LocalText.Of("result", "결과"),
            Help = LocalText.Of("The flow's result.", "플로우의 결과입니다."),
        };
    }

    /// <inheritdoc/>
    public static FlowResult ResultOf(Settings settings) => new(settings.Name, JsonSerializer.SerializeToElement(new { }));

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (inputs.Value is not LiveText text)
        {
            yield return Result.Value(inputs.Value);
            yield break;
        }

        await foreach (var chunk in text.ReadAsync(cancellationToken).ConfigureAwait(false)) yield return Result.Delta(chunk);
    }

    /// <summary>How the result is called, and what it is.</summary>
    public sealed record Settings
    {
        /// <summary>The result's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this result is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 결과 이름입니다.")]
        public string Name { get; init; } = "result";

        /// <summary>What goes through it.</summary>
        [Field(OnCard = true)]
        [Text("en", "Type", "What kind of value it is.")]
        [Text("ko", "유형", "값의 종류입니다.")]
        public ValueKind Type { get; init; }
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The value.</summary>
        [Port(AcceptsLive = true)]
        [Text("en", "value", "The value to give back.")]
        [Text("ko", "값", "돌려줄 값입니다.")]
        public required object Value { get; init; }
    }
}
