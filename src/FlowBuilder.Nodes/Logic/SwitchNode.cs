using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;

namespace FlowBuilder.Nodes.Logic;

/// <summary>Sends a value into one of several named branches, by rules.</summary>
[Node("logic.switch", Category = NodeCategories.Logic, Icon = "switch", Deterministic = true, Keywords = "case branch route rules if else 분기 갈래 규칙 조건")]
[Text("en", "Switch", "Sends the value into one of several named branches, by a rule for each.")]
[Text("ko", "여러 갈래로 나누기", "갈래마다 정한 규칙에 따라 값을 여러 갈래 중 하나로 보냅니다.")]
[Guide("en", "Use it when there are more than two ways and clear rules say which: the chosen language, the country of an order, a word in a subject line. Where only meaning decides, take \"Classify\".")]
[Guide("ko", "선택한 언어, 주문의 국가, 제목에 있는 단어처럼 규칙이 분명하고 갈래가 셋 이상일 때 쓰세요. 의미로 판단해야 하면 \"분류하기\"를 쓰세요.")]
[Example("""{"rules": [{"name": "korea", "operator": "equals", "value": "KR", "field": "customer.country"}, {"name": "large", "operator": "greater", "value": "1000", "field": "total"}]}""")]
public sealed class SwitchNode : Node<SwitchNode.Settings, SwitchNode.Inputs>, IDynamicPorts<SwitchNode.Settings>, ICheckedSettings<SwitchNode.Settings>
{
    /// <inheritdoc/>
    public static IEnumerable<PortSpec> PortsOf(Settings settings) => Branches.PortsOf(settings.Rules.Select(rule => rule.Name));

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings)
    {
        foreach (var problem in Branches.ProblemsOf("rules", [.. settings.Rules.Select(rule => rule.Name)], Branches.Else)) yield return problem;
        foreach (var problem in settings.Rules.SelectMany(rule => RuleOf(rule, settings).Problems())) yield return problem with { Setting = "rules" };
    }

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var taken = settings.Rules.Where(rule => RuleOf(rule, settings).Holds(inputs.Value)).Select(rule => rule.Name);
        if (settings.Match == SwitchMatch.First) taken = taken.Take(1);
        return AsyncOutputs.Of([.. taken.DefaultIfEmpty(Branches.Else).Select(name => Branches.Give(name, inputs.Value))]);
    }

    private static ValueRule RuleOf(SwitchRule rule, Settings settings) => new(rule.Field, rule.Operator, rule.Value, settings.IgnoreCase);

    /// <summary>The branches.</summary>
    public sealed record Settings
    {
        /// <summary>The branches with their rules, looked at from the top.</summary>
        [Field(Kind = FieldKind.Rows, Required = true)]
        [Text("en", "Branches", "Each branch is an output; its rule says which values go there. What fits none goes to \"else\".")]
        [Text("ko", "갈래", "갈래마다 출력이 하나씩 생기고, 규칙에 맞는 값이 그리로 갑니다. 어디에도 맞지 않으면 \"그 외\"로 갑니다.")]
        public IReadOnlyList<SwitchRule> Rules { get; init; } = [];

        /// <summary>Which of the branches whose rules hold are taken.</summary>
        [Field(OnCard = true)]
        [Text("en", "Take", "Whether the value goes only into the first branch that fits, or into all of them.")]
        [Text("ko", "보낼 갈래", "처음 맞는 갈래로만 보낼지, 맞는 갈래 모두로 보낼지 정합니다.")]
        public SwitchMatch Match { get; init; }

        /// <summary>Whether capital letters make no difference.</summary>
        [Field(Advanced = true)]
        [Text("en", "Ignore case", "Whether capital and small letters count as the same.")]
        [Text("ko", "대소문자 무시", "대문자와 소문자를 같게 볼지 정합니다.")]
        public bool IgnoreCase { get; init; } = true;
    }

    /// <summary>What the node takes.</summary>
    public sealed record Inputs
    {
        /// <summary>The value that is looked at and passed on.</summary>
        [Text("en", "value", "The value that is looked at and passed on.")]
        [Text("ko", "값", "확인하고 그대로 보낼 값입니다.")]
        public required object Value { get; init; }
    }
}
