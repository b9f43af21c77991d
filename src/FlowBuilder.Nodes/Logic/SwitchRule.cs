using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Logic;

/// <summary>A branch with the rule by which it is taken.</summary>
public sealed record SwitchRule
{
    /// <summary>The branch's name, which is its output.</summary>
    [Field(Required = true)]
    [MaxLength(64)]
    [Text("en", "Branch", "The name of the output.")]
    [Text("ko", "갈래", "출력의 이름입니다.")]
    public string Name { get; init; } = "";

    /// <summary>How the value is compared.</summary>
    [Text("en", "Comparison", "How the value is compared. Numbers are compared as numbers.")]
    [Text("ko", "비교", "어떻게 비교할지 정합니다. 숫자는 숫자로 비교합니다.")]
    public ConditionOperator Operator { get; init; } = ConditionOperator.Contains;

    /// <summary>What it is compared with.</summary>
    [Field(
        VisibleWhen = nameof(Operator),
        VisibleValues = "equals|notEquals|contains|notContains|startsWith|endsWith|greater|greaterOrEqual|less|lessOrEqual|matches")]
    [MaxLength(10_000)]
    [Text("en", "Value", "What it is compared with; for a pattern, a regular expression.")]
    [Text("ko", "비교할 값", "무엇과 비교할지 씁니다. 패턴이면 정규식을 쓰세요.")]
    public string Value { get; init; } = "";

    /// <summary>Where to look in a JSON value; empty for the value itself.</summary>
    [Field(Placeholder = "customer.country")]
    [MaxLength(1000)]
    [Text("en", "Field", "Where to look in a JSON value; empty for the value itself.")]
    [Text("ko", "항목", "JSON 값에서 볼 곳입니다. 값 자체를 보려면 비워 두세요.")]
    public string Field { get; init; } = "";
}
