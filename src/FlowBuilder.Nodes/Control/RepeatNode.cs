using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using FlowBuilder.Nodes.Flows;
using FlowBuilder.Nodes.Logic;

namespace FlowBuilder.Nodes.Control;

/// <summary>Runs a flow again and again, its results going back into it, until a condition holds.</summary>
/// <param name="services">Where the store of flows is taken from.</param>
[Node("control.repeat", Category = NodeCategories.Logic, Icon = "repeat", Lasting = true, Keywords = "loop until while retry refine improve 반복 루프 될 때까지 개선")]
[Text("en", "Repeat until", "Runs a flow again and again, feeding its results back, until a condition holds or the rounds are used up.")]
[Text("ko", "조건까지 반복", "조건이 맞거나 횟수를 다 쓸 때까지 플로우를 반복합니다. 결과는 다음 회차의 입력이 됩니다.")]
[Guide("en", "Use it when a result gets better by rounds: write and review until the review is content, ask again until the JSON is right. Always think of the most rounds; each round costs a run of the flow.")]
[Guide("ko", "글을 쓰고 검토하기를 통과할 때까지 반복하거나 JSON이 맞을 때까지 다시 묻는 것처럼 거듭할수록 좋아지는 일에 쓰세요. 회차마다 플로우 한 번의 비용이 드니 최대 횟수를 꼭 정하세요.")]
[Example("""{"flow": "write-and-review", "result": "score", "operator": "greaterOrEqual", "value": "8", "limit": 3}""")]
public sealed class RepeatNode(IServiceProvider services)
    : Node<RepeatSettings, RepeatNode.Inputs>, IFlowPorts<RepeatSettings>, ICheckedSettings<RepeatSettings>
{
    /// <summary>How many rounds it took.</summary>
    [Text("en", "rounds", "How many rounds it took.")]
    [Text("ko", "횟수", "몇 번 반복했는지 나옵니다.")]
    public static readonly OutputPort<double> Rounds = new("rounds");

    /// <summary>Whether the condition held in the end.</summary>
    [Text("en", "met", "Whether the condition held in the end.")]
    [Text("ko", "조건 충족", "마지막에 조건이 맞았는지 나옵니다.")]
    public static readonly OutputPort<bool> Met = new("met");

    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(RepeatSettings settings, NodeCatalogue catalogue) =>
        ChosenFlow.InterfaceOf(settings.Flow, settings.Interface, catalogue).Ports().Where(port => port.Direction == PortDirection.Input
            ? port.Id != settings.RoundInput
            : IsOwn(port.Id));

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(RepeatSettings settings) => RuleOf(settings).Problems();

    /// <inheritdoc/>
    protected override async IAsyncEnumerable<NodeOutput> RunAsync(
        RepeatSettings settings,
        Inputs inputs,
        NodeContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var flow = await ChosenFlow.FindAsync(services, settings.Flow, context, cancellationToken).ConfigureAwait(false);
        var known = context.InterfaceOf(flow);
        var watched = known.Outputs.FirstOrDefault(output => settings.Result.Length == 0 || output.Id == settings.Result)?.Id
            ?? throw NoResult(settings.Result);
        var given = new Dictionary<string, object>(inputs.Values, StringComparer.Ordinal);
        IReadOnlyDictionary<string, object> results = given;
        var (round, isMet) = (0, false);
        while (!isMet && round < settings.Limit)
        {
            context.ReportProgress(round, settings.Limit, 0);
            round++;
            if (known.Inputs.FirstOrDefault(input => input.Id == settings.RoundInput) is { } counter)
                given[counter.Id] = ItemValue.To((double)round, counter.Type, counter.Id);
            results = await context.RepeatFlowAsync(flow, given, round, cancellationToken).ConfigureAwait(false);
            isMet = results.TryGetValue(watched, out var value) && RuleOf(settings).Holds(value);
            FeedBack(known, results, given);
        }

        context.ReportProgress(round, isMet ? round : settings.Limit, 0);
        if (!isMet && settings.AtLimit == RoundLimit.Fail) throw UsedUp(settings.Limit);
        foreach (var output in known.Outputs.Where(output => IsOwn(output.Id) && results.ContainsKey(output.Id)))
            yield return new OutputPort<object>(output.Id).Value(results[output.Id]);
        yield return Rounds.Value(round);
        yield return Met.Value(isMet);
    }

    private static bool IsOwn(string result) => result != Rounds.Id && result != Met.Id;

    private static ValueRule RuleOf(RepeatSettings settings) => new(settings.Field, settings.Operator, settings.Value, settings.IgnoreCase);

    private static void FeedBack(FlowInterface known, IReadOnlyDictionary<string, object> results, Dictionary<string, object> given)
    {
        foreach (var input in known.Inputs)
        {
            if (results.TryGetValue(input.Id, out var value)) given[input.Id] = ItemValue.To(value, input.Type, input.Id);
        }
    }

    private static NodeException NoResult(string name) => new("repeat.no-result", name.Length == 0
        ? LocalText.Of(
            "The chosen flow gives no result, so nothing can end the repetition. Give it a result.",
            "선택한 플로우에 결과가 없어 반복을 끝낼 수 없습니다. 플로우에 결과를 추가하세요.")
        : LocalText.Of(
            $"The chosen flow has no result \"{name}\". Choose another under \"Result to look at\", or leave that empty.",
            $"선택한 플로우에 \"{name}\" 결과가 없습니다. \"확인할 결과\"에서 다른 이름을 쓰거나 비워 두세요."));

    private static NodeException UsedUp(int limit) => new("repeat.limit", LocalText.Of(
        $"The condition still did not hold after {limit} rounds. Raise \"Most rounds\", or let the last result be given.",
        $"{limit}번 반복했지만 조건이 맞지 않았습니다. \"최대 횟수\"를 늘리거나 마지막 결과를 내보내도록 설정하세요."));

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The value of each of the flow's inputs that is wired, for the first round.</summary>
        [Port(Dynamic = true)]
        public IReadOnlyDictionary<string, object> Values { get; init; } = ImmutableDictionary<string, object>.Empty;
    }
}
