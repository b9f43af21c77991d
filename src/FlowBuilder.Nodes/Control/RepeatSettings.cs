using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes.Logic;

namespace FlowBuilder.Nodes.Control;

/// <summary>Which flow is repeated, and until when.</summary>
public sealed record RepeatSettings
{
    /// <summary>The id of a stored flow, or a whole flow.</summary>
    [Field(Kind = FieldKind.Flow, Required = true)]
    [Text("en", "Flow", "The flow that is repeated. A result with the name of an input goes into that input in the next round.")]
    [Text("ko", "플로우", "반복할 플로우입니다. 결과의 이름이 입력과 같으면 다음 회차에 그 입력으로 들어갑니다.")]
    public JsonElement? Flow { get; init; }

    /// <summary>The interface of a stored flow as it was when it was chosen, since ports must be known without a store.</summary>
    [Field(Hidden = true)]
    [Text("en", "Inputs and results", "What the chosen flow takes and gives; filled in when it is chosen.")]
    [Text("ko", "입력과 결과", "선택한 플로우의 입력과 결과입니다. 플로우를 선택하면 채워집니다.")]
    public JsonElement? Interface { get; init; }

    /// <summary>The name of the result that is looked at; empty for the flow's first.</summary>
    [MaxLength(100)]
    [Text("en", "Result to look at", "Which of the flow's results decides; empty for the first.")]
    [Text("ko", "확인할 결과", "반복을 끝낼지 정하는 결과의 이름입니다. 비워 두면 첫 번째 결과를 봅니다.")]
    public string Result { get; init; } = "";

    /// <summary>Where to look in a JSON result; empty for the result itself.</summary>
    [Field(Advanced = true, Placeholder = "review.score")]
    [MaxLength(1000)]
    [Text("en", "Field", "Where to look in a JSON result, as in review.score; empty for the result itself.")]
    [Text("ko", "항목", "JSON 결과에서 볼 곳입니다. review.score처럼 쓰고, 결과 자체를 보려면 비워 두세요.")]
    public string Field { get; init; } = "";

    /// <summary>How it is compared.</summary>
    [Field(OnCard = true)]
    [Text("en", "Until the result", "The comparison that ends the repetition when it holds.")]
    [Text("ko", "끝내는 조건", "이 비교가 맞으면 반복을 끝냅니다.")]
    public ConditionOperator Operator { get; init; } = ConditionOperator.IsTrue;

    /// <summary>What it is compared with.</summary>
    [Field(
        OnCard = true,
        VisibleWhen = nameof(Operator),
        VisibleValues = "equals|notEquals|contains|notContains|startsWith|endsWith|greater|greaterOrEqual|less|lessOrEqual|matches")]
    [MaxLength(10_000)]
    [Text("en", "Value", "What it is compared with; for a pattern, a regular expression.")]
    [Text("ko", "비교할 값", "무엇과 비교할지 씁니다. 패턴이면 정규식을 쓰세요.")]
    public string Value { get; init; } = "";

    /// <summary>The most rounds.</summary>
    [Field(Bounds = UsageBound.Rounds, OnCard = true)]
    [Range(1, 1000)]
    [Text("en", "Most rounds", "How often the flow runs at most.")]
    [Text("ko", "최대 횟수", "플로우를 최대 몇 번 실행할지 정합니다.")]
    public int Limit { get; init; } = 5;

    /// <summary>What happens after the last round where the condition does not hold.</summary>
    [Text("en", "At the limit", "What happens when the rounds are used up and the condition still does not hold.")]
    [Text("ko", "횟수를 다 쓰면", "횟수를 다 써도 조건이 맞지 않을 때 어떻게 할지 정합니다.")]
    public RoundLimit AtLimit { get; init; }

    /// <summary>Whether capital letters make no difference.</summary>
    [Field(Advanced = true)]
    [Text("en", "Ignore case", "Whether capital and small letters count as the same.")]
    [Text("ko", "대소문자 무시", "대문자와 소문자를 같게 볼지 정합니다.")]
    public bool IgnoreCase { get; init; } = true;

    /// <summary>The name of the flow's input that takes the number of the round.</summary>
    [Field(Advanced = true)]
    [MaxLength(100)]
    [Text("en", "Input for the round", "Which of the flow's inputs takes the number of the round, counted from 1, if the flow has it.")]
    [Text("ko", "회차를 받을 입력", "1부터 세는 회차 번호를 받을 입력의 이름입니다. 플로우에 그 입력이 있을 때만 쓰입니다.")]
    public string RoundInput { get; init; } = "round";
}
