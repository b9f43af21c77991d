using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Logic;

/// <summary>Sends a value one way or another.</summary>
[Node("logic.condition", Category = NodeCategories.Logic, Icon = "condition", Deterministic = true, Keywords = "if else branch route switch 조건 분기 만약")]
[Text("en", "Condition", "Passes the value on to \"true\" or \"false\", by a comparison.")]
[Text("ko", "조건", "비교한 결과에 따라 값을 \"참\" 또는 \"거짓\" 출력으로 보냅니다.")]
[Guide("en", "Use it where the flow goes one of two ways: an answer that says \"unknown\", a score over 80, an empty result. The way not taken does not run; \"Merge\" brings both together again.")]
[Guide("ko", "\"모름\"이라는 답, 80점이 넘는 점수, 빈 결과처럼 두 길 가운데 하나로 갈 때 쓰세요. 선택되지 않은 길은 실행되지 않으며, \"합치기\"가 두 길을 다시 모읍니다.")]
public sealed class ConditionNode : Node<ConditionNode.Settings, ConditionNode.Inputs>, ICheckedSettings<ConditionNode.Settings>
{
    /// <summary>The value, where the comparison holds.</summary>
    [Text("en", "true", "The value, when the comparison holds.")]
    [Text("ko", "참", "비교가 맞을 때 값이 나옵니다.")]
    public static readonly OutputPort<object> True = new("true");

    /// <summary>The value, where it does not.</summary>
    [Text("en", "false", "The value, when the comparison does not hold.")]
    [Text("ko", "거짓", "비교가 맞지 않을 때 값이 나옵니다.")]
    public static readonly OutputPort<object> False = new("false");

    /// <inheritdoc/>
    public static IEnumerable<SettingProblem> ProblemsOf(Settings settings) => RuleOf(settings).Problems();

    /// <inheritdoc/>
    protected override IAsyncEnumerable<NodeOutput> RunAsync(
        Settings settings,
        Inputs inputs,
        NodeContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return AsyncOutputs.Of((RuleOf(settings).Holds(inputs.Value) ? True : False).Value(inputs.Value));
    }

    private static ValueRule RuleOf(Settings settings) => new(settings.Field, settings.Operator, settings.Value, settings.IgnoreCase);

    /// <summary>The comparison.</summary>
    public sealed record Settings
    {
        /// <summary>Where to look in a JSON value; empty for the value itself.</summary>
        [Field(Placeholder = "customer.country")]
        [MaxLength(1000)]
        [Text("en", "Field", "Where to look in a JSON value, as in customer.country; empty for the value itself.")]
        [Text("ko", "항목", "JSON 값에서 볼 곳입니다. customer.country처럼 쓰고, 값 자체를 보려면 비워 두세요.")]
        public string Field { get; init; } = "";

        /// <summary>How it is compared.</summary>
        [Field(OnCard = true)]
        [Text("en", "Comparison", "How it is compared. Numbers are compared as numbers.")]
        [Text("ko", "비교", "어떻게 비교할지 정합니다. 숫자는 숫자로 비교합니다.")]
        public ConditionOperator Operator { get; init; } = ConditionOperator.Contains;

        /// <summary>What it is compared with.</summary>
        [Field(
            OnCard = true,
            VisibleWhen = nameof(Operator),
            VisibleValues = "equals|notEquals|contains|notContains|startsWith|endsWith|greater|greaterOrEqual|less|lessOrEqual|matches")]
        [MaxLength(10_000)]
        [Text("en", "Value", "What it is compared with; for a pattern, a regular expression.")]
        [Text("ko", "비교할 값", "무엇과 비교할지 씁니다. 패턴이면 정규식을 쓰세요.")]
        public string Value { get; init; } = "";

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
