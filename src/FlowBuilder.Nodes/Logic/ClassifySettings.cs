using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Logic;

/// <summary>The classes, and by which model they are told apart.</summary>
public sealed record ClassifySettings
{
    /// <summary>The connection's name.</summary>
    [Field(Kind = FieldKind.Connection, Required = true, OnCard = true)]
    [Text("en", "Connection", "Where the model runs; with \"offline\" words are compared, without a model.")]
    [Text("ko", "연결", "모델이 실행되는 곳입니다. \"offline\"이면 모델 없이 단어를 비교합니다.")]
    public string Connection { get; init; } = "offline";

    /// <summary>The model's name; empty for the connection's default.</summary>
    [Field(Kind = FieldKind.Model)]
    [MaxLength(200)]
    [Text("en", "Model", "The model; empty for the connection's default.")]
    [Text("ko", "모델", "사용할 모델입니다. 비워 두면 연결의 기본 모델을 씁니다.")]
    public string Model { get; init; } = "";

    /// <summary>The classes.</summary>
    [Field(Kind = FieldKind.Rows, Required = true)]
    [Text("en", "Classes", "Each class is an output. What belongs to none of them goes to \"else\".")]
    [Text("ko", "분류", "분류마다 출력이 하나씩 생깁니다. 어느 분류도 아니면 \"그 외\"로 갑니다.")]
    public IReadOnlyList<ClassChoice> Classes { get; init; } = [];

    /// <summary>The least confidence with which a class is taken.</summary>
    [Range(0.0, 1.0)]
    [Text("en", "Least confidence", "Below this the value goes to \"else\", 0 to 1.")]
    [Text("ko", "최소 확신도", "확신도(0~1)가 이보다 낮으면 값을 \"그 외\"로 보냅니다.")]
    public double MinConfidence { get; init; } = 0.5;

    /// <summary>What else the model is told.</summary>
    [Field(Kind = FieldKind.Multiline, Advanced = true)]
    [MaxLength(10_000)]
    [Text("en", "Instructions", "What else the model should know, such as which class wins where two fit.")]
    [Text("ko", "추가 지시", "두 분류에 모두 맞을 때 어느 쪽을 고를지처럼 모델이 더 알아야 할 내용입니다.")]
    public string Instructions { get; init; } = "";
}
