using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Nodes.Flows;

/// <summary>Runs another flow: one that is stored, or one that stands in its own settings.</summary>
/// <param name="services">Where the store of flows is taken from; an embedded flow runs without one.</param>
[Node("flow.call", Category = NodeCategories.Logic, Icon = "flow", Lasting = true, Keywords = "sub-flow subflow group reuse call 하위 플로우 묶기 재사용 호출")]
[Text("en", "Run a flow", "Runs another flow as one node; its inputs and results are this node's ports.")]
[Text("ko", "플로우 실행", "다른 플로우를 노드 하나로 실행합니다. 그 플로우의 입력과 결과가 이 노드의 포트가 됩니다.")]
[Guide("en", "Use it for parts that several flows share, such as \"translate and check\", or to keep a large canvas readable. A stored flow stays one for all, so a change reaches every flow that runs it; an embedded one belongs to this flow alone.")]
[Guide("ko", "\"번역하고 확인하기\"처럼 여러 플로우가 함께 쓰는 부분이나, 큰 캔버스를 읽기 쉽게 나눌 때 쓰세요. 저장된 플로우는 고치면 그것을 쓰는 모든 플로우에 반영되고, 포함된 플로우는 이 플로우에만 속합니다.")]
[Example("""{"flow": "translate-and-check"}""")]
public sealed class FlowCallNode(IServiceProvider services)
    : Node<FlowCallNode.Settings, FlowCallNode.Inputs>, IFlowPorts<FlowCallNode.Settings>
{
    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings, NodeCatalogue catalogue) =>
        ChosenFlow.InterfaceOf(settings.Flow, settings.Interface, catalogue).Ports();

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var flow = await ChosenFlow.FindAsync(services, settings.Flow, context, cancellationToken).ConfigureAwait(false);
        await foreach (var output in context.RunFlowAsync(flow, inputs.Values, cancellationToken).ConfigureAwait(false)) yield return output;
    }

    /// <summary>Which flow is run.</summary>
    public sealed record Settings
    {
        /// <summary>The id of a stored flow, or a whole flow.</summary>
        [Field(Kind = FieldKind.Flow, Required = true)]
        [Text("en", "Flow", "The flow that runs here: one of yours, or the one that was made of a selection.")]
        [Text("ko", "플로우", "여기서 실행할 플로우입니다. 저장한 플로우나 선택한 노드로 만든 플로우를 쓸 수 있습니다.")]
        public JsonElement? Flow { get; init; }

        /// <summary>The interface of a stored flow as it was when it was chosen, since ports must be known without a store.</summary>
        [Field(Hidden = true)]
        [Text("en", "Inputs and results", "What the chosen flow takes and gives; filled in when it is chosen.")]
        [Text("ko", "입력과 결과", "선택한 플로우의 입력과 결과입니다. 플로우를 선택하면 채워집니다.")]
        public JsonElement? Interface { get; init; }
    }

    /// <summary>The values of the flow's inputs.</summary>
    public sealed record Inputs
    {
        /// <summary>The value of each input that is wired, by name.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Values { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
