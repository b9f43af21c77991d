using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Guards.Topics;

/// <summary>Which topics are not wanted, and what is done with them.</summary>
public sealed record TopicSettings
{
    /// <summary>The words or topics.</summary>
    [Field(Required = true, OnCard = true)]
    [Text("en", "Banned words or topics", "One on each line. Endings, Korean particles and other spacing are found as well.")]
    [Text("ko", "금지할 단어나 주제", "한 줄에 하나씩 쓰세요. 조사나 어미가 붙거나 띄어쓰기가 달라도 찾습니다.")]
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What is done.</summary>
    [Field(OnCard = true)]
    [Text("en", "When found", "What is done with the text; masking puts stars in place of the words.")]
    [Text("ko", "발견하면", "텍스트를 어떻게 할지 정합니다. 가리기를 고르면 단어를 별표로 바꿉니다.")]
    public GuardAction Action { get; init; } = GuardAction.Block;

    /// <summary>By what the text is judged.</summary>
    [Text("en", "Check by", "Rules find the words themselves; a model also finds texts about them, and needs the whole text.")]
    [Text("ko", "확인 방법", "규칙은 단어 자체를 찾고, 모델은 그 주제를 다루는 글도 찾습니다. 모델은 텍스트가 끝나야 확인합니다.")]
    public CheckMethod Method { get; init; }

    /// <summary>Where a word counts.</summary>
    [Field(Advanced = true, VisibleWhen = nameof(Method), VisibleValues = "rules|both")]
    [Text("en", "Match", "Whether a word counts only by itself, or also inside another one.")]
    [Text("ko", "찾는 방식", "단어가 따로 있을 때만 찾을지, 다른 단어 안에 있어도 찾을지 정합니다.")]
    public TopicMatch Match { get; init; }

    /// <summary>The model's score from which on something is done.</summary>
    [Field(Advanced = true, VisibleWhen = nameof(Method), VisibleValues = "model|both")]
    [Range(0.1, 1.0)]
    [Text("en", "Threshold", "How sure the model must be, from 0.1 to 1.")]
    [Text("ko", "기준 점수", "모델이 얼마나 확신해야 하는지 0.1에서 1 사이로 정합니다.")]
    public double Threshold { get; init; } = 0.5;

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
