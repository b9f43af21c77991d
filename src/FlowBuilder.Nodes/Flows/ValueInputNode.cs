using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Nodes.Flows;

/// <summary>Takes a value of any type into the flow: above all into one that another flow runs.</summary>
[Node("input.value", Category = NodeCategories.Inputs, Icon = "text", Deterministic = true, Keywords = "sub-flow any documents message 하위 플로우 모든 값 문서 메시지")]
[Text("en", "Value input", "A value of the type you choose, from the flow that runs this one.")]
[Text("ko", "값 입력", "이 플로우를 실행하는 플로우가 넣는, 선택한 유형의 값입니다.")]
[Guide("en", "Use it in a flow that other flows run, when what comes in is not a text, such as documents, a conversation or a tool. For people who run the flow by hand, the other inputs are easier.")]
[Guide("ko", "다른 플로우가 실행하는 플로우에서 문서, 대화, 도구처럼 텍스트가 아닌 값을 받을 때 쓰세요. 사람이 직접 실행하는 플로우에는 다른 입력 노드가 더 편합니다.")]
[Example("""{"name": "sources", "type": "documents"}""")]
public sealed class ValueInputNode : Node<ValueInputNode.Settings, NoInputs>, IFlowInput<ValueInputNode.Settings>, IDynamicPorts<ValueInputNode.Settings>
{
    /// <summary>The value that was given.</summary>
    [Text("en", "value", "The value that was given.")]
    [Text("ko", "값", "입력한 값입니다.")]
    public static readonly OutputPort<object> Value = new("value");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) =>
    [
        new PortSpec
        {
            Id = Value.Id,
            Direction = PortDirection.Output,
            Type = TypeOf(settings),
            Label = LocalText.Of("value", "값"),
            Help = LocalText.Of("The value that was given.", "입력한 값입니다."),
        },
    ];

    /// <inheritdoc/>
    public static FlowParameter ParameterOf(Settings settings) =>
        new(settings.Name, JsonSerializer.SerializeToElement(new { })) { IsRequired = settings.Required };

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        NoInputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (context.Input is not { } given) return AsyncOutputs.Of();
        try
        {
            return AsyncOutputs.Of(Value.Value(PortValueJson.Read(TypeOf(settings), given)));
        }
        catch (JsonException)
        {
            throw new NodeException("input.wrong-type", LocalText.Of(
                $"The value given for \"{settings.Name}\" is not of the type that this input has.",
                $"\"{settings.Name}\"에 넣은 값이 이 입력의 유형과 맞지 않습니다."));
        }
    }

    private static PortType TypeOf(Settings settings) => new(JsonNamingPolicy.CamelCase.ConvertName(settings.Type.ToString()));

    /// <summary>What the flow is given.</summary>
    public sealed record Settings
    {
        /// <summary>The input's name in the API.</summary>
        [Field(Required = true, OnCard = true)]
        [MaxLength(64)]
        [Text("en", "Name", "What this input is called where the flow is used.")]
        [Text("ko", "이름", "플로우를 사용할 때 쓰는 입력 이름입니다.")]
        public string Name { get; init; } = "value";

        /// <summary>What goes through it.</summary>
        [Field(OnCard = true)]
        [Text("en", "Type", "What kind of value it is.")]
        [Text("ko", "유형", "값의 종류입니다.")]
        public ValueKind Type { get; init; }

        /// <summary>Whether a run needs it.</summary>
        [Field(Advanced = true)]
        [Text("en", "Required", "The flow cannot run without it.")]
        [Text("ko", "필수", "이 값 없이 플로우를 실행할 수 없습니다.")]
        public bool Required { get; init; } = true;
    }
}
