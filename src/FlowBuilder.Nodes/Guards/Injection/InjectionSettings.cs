using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Guards.Injection;

/// <summary>How attempts to take over a model are looked for, and what is done with them.</summary>
public sealed record InjectionSettings
{
    /// <summary>What is done.</summary>
    [Field(OnCard = true)]
    [Text("en", "When found", "What is done with the text; masking removes the sentences in question.")]
    [Text("ko", "발견하면", "텍스트를 어떻게 할지 정합니다. 가리기를 고르면 문제가 되는 문장을 뺍니다.")]
    public GuardAction Action { get; init; } = GuardAction.Block;

    /// <summary>By what the text is judged.</summary>
    [Field(OnCard = true)]
    [Text("en", "Check by", "Rules work at once and without a model; a model finds more, costs time, and needs the whole text.")]
    [Text("ko", "확인 방법", "규칙은 모델 없이 바로 확인합니다. 모델은 더 많이 찾지만 시간이 들고 텍스트가 끝나야 합니다.")]
    public CheckMethod Method { get; init; }

    /// <summary>The score from which on something is done.</summary>
    [Field(Advanced = true)]
    [Range(0.1, 1.0)]
    [Text("en", "Threshold", "The score from which on the text counts as an attempt: lower finds more, and more that is harmless.")]
    [Text("ko", "기준 점수", "이 점수부터 공격 시도로 봅니다. 낮추면 더 많이 잡지만 해가 없는 글도 걸립니다.")]
    public double Threshold { get; init; } = 0.6;

    /// <summary>The connection's name.</summary>
    [Field(Kind = FieldKind.Connection, Required = true, VisibleWhen = nameof(Method), VisibleValues = "model|both")]
    [Text("en", "Connection", "Where the model runs that judges the text.")]
    [Text("ko", "연결", "텍스트를 판단할 모델이 실행되는 곳입니다.")]
    public string Connection { get; init; } = "offline";

    /// <summary>The model's name; empty for the connection's default.</summary>
    [Field(Kind = FieldKind.Model, VisibleWhen = nameof(Method), VisibleValues = "model|both")]
    [MaxLength(200)]
    [Text("en", "Model", "The model; empty for the connection's default.")]
    [Text("ko", "모델", "사용할 모델입니다. 비워 두면 연결의 기본 모델을 씁니다.")]
    public string Model { get; init; } = "";
}
