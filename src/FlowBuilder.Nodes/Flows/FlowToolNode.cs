using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Flows;

/// <summary>Offers a flow to models and agents as a tool.</summary>
/// <param name="services">Where the store of flows is taken from.</param>
[Node("flow.tool", Category = NodeCategories.Tools, Icon = "tool", Keywords = "sub-flow function agent call 도구 함수 에이전트 하위 플로우")]
[Text("en", "Flow as a tool", "Lets a model or an agent call another flow; the flow's inputs are what the model fills in.")]
[Text("ko", "플로우를 도구로", "모델이나 에이전트가 다른 플로우를 호출할 수 있게 합니다. 플로우의 입력을 모델이 채웁니다.")]
[Guide("en", "Use it to give an agent an ability that you have built and tested yourself: the flow's inputs become what the model fills in, its results what the model reads. Describe in a sentence when the tool helps.")]
[Guide("ko", "직접 만들고 시험한 기능을 에이전트에게 줄 때 쓰세요. 플로우의 입력을 모델이 채우고 결과를 모델이 읽습니다. 언제 도움이 되는 도구인지 한 문장으로 설명하세요.")]
[Example("""{"flow": "order-status", "toolName": "order_status", "description": "Tells where an order is, by its number."}""")]
public sealed partial class FlowToolNode(IServiceProvider services) : ResultNode<FlowToolNode.Settings, FlowToolNode.Inputs, ToolValue>(Tool),
    IFlowPorts<FlowToolNode.Settings>, ICheckedSettings<FlowToolNode.Settings>
{
    /// <summary>The flow as a tool.</summary>
    [Text("en", "tool", "The flow as a tool for a model or an agent.")]
    [Text("ko", "도구", "모델이나 에이전트에 연결하는 도구입니다.")]
    public static readonly OutputPort<ToolValue> Tool = new("tool");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings, NodeCatalogue catalogue) =>
        ChosenFlow.InterfaceOf(settings.Flow, settings.Interface, catalogue).Ports()
            .Where(port => port.Direction == PortDirection.Input)
            .Select(port => port with
            {
                IsRequired = false,
                Help = LocalText.Of(
                    "A fixed value; where nothing is wired here, the model fills it in.",
                    "정해진 값을 연결하는 곳입니다. 연결하지 않으면 모델이 채웁니다."),
            });

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        if (NameForm().IsMatch(settings.ToolName)) yield break;
        yield return new SettingProblem("setting.not-a-name", "toolName", LocalText.Of(
            "\"Tool name\" may hold up to 64 letters, digits, _ and - only.",
            "\"도구 이름\"에는 영문자, 숫자, _, -만 64자까지 쓸 수 있습니다."));
    }

    /// <inheritdoc/>
    protected override async Task<ToolValue> ComputeAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        var flow = await ChosenFlow.FindAsync(services, settings.Flow, context, cancellationToken).ConfigureAwait(false);
        var description = settings.Description.Length > 0 ? settings.Description
            : flow.Flow.Description.Length > 0 ? flow.Flow.Description
            : flow.Flow.Name;
        return new ToolValue(new FlowTool(settings.ToolName, description, flow, inputs.Values, context), settings.Changes || context.InterfaceOf(flow).MayChange);
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex NameForm();

    /// <summary>Which flow it is, and what the model is told of it.</summary>
    public sealed record Settings
    {
        /// <summary>The id of a stored flow, or a whole flow.</summary>
        [Field(Kind = FieldKind.Flow, Required = true)]
        [Text("en", "Flow", "The flow that the model may call.")]
        [Text("ko", "플로우", "모델이 호출할 플로우입니다.")]
        public JsonElement? Flow { get; init; }

        /// <summary>The interface of a stored flow as it was when it was chosen, since ports must be known without a store.</summary>
        [Field(Hidden = true)]
        [Text("en", "Inputs and results", "What the chosen flow takes and gives; filled in when it is chosen.")]
        [Text("ko", "입력과 결과", "선택한 플로우의 입력과 결과입니다. 플로우를 선택하면 채워집니다.")]
        public JsonElement? Interface { get; init; }

        /// <summary>What the model calls it.</summary>
        [Field(OnCard = true)]
        [Text("en", "Tool name", "What the model calls it: letters, digits, _ and -.")]
        [Text("ko", "도구 이름", "모델이 부르는 이름입니다. 영문자, 숫자, _, -를 쓸 수 있습니다.")]
        public string ToolName { get; init; } = "run_flow";

        /// <summary>What the model is told of it; empty for the flow's own description.</summary>
        [Field(Kind = FieldKind.Multiline, OnCard = true)]
        [MaxLength(4000)]
        [Text("en", "Description", "What it does and when to use it, for the model; empty for the flow's own description.")]
        [Text("ko", "설명", "무엇을 하고 언제 쓰는지 모델에 알려 주는 설명입니다. 비워 두면 플로우의 설명을 씁니다.")]
        public string Description { get; init; } = "";

        /// <summary>Whether a call changes something outside.</summary>
        [Text("en", "Changes something outside", "Turn on where the flow sends or changes something, so that a model calls it only where it may. A flow with a node that does so counts anyway.")]
        [Text("ko", "외부를 변경함", "플로우가 무언가를 보내거나 바꾸면 켜세요. 허용된 모델만 호출할 수 있습니다. 그런 노드가 들어 있는 플로우는 꺼도 켠 것으로 봅니다.")]
        public bool Changes { get; init; }
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>Values of the flow's inputs that the model neither sees nor changes.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Values { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
