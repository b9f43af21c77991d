using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Models;

/// <summary>Which models are asked, and what is made of their answers.</summary>
public sealed record VoteSettings
{
    /// <summary>The models that are asked.</summary>
    [Field(Kind = FieldKind.Rows, Required = true)]
    [Text("en", "Models", "The models that get the same prompt at the same time.")]
    [Text("ko", "모델 목록", "같은 프롬프트를 동시에 받을 모델들입니다.")]
    public IReadOnlyList<VoteMember> Models { get; init; } = [new VoteMember()];

    /// <summary>What is made of the answers.</summary>
    [Field(OnCard = true)]
    [Text("en", "Result", "Majority: what most say, for short answers such as a number or a class. Best: a judge chooses. All: every answer with who gave it.")]
    [Text("ko", "결과", "다수결은 숫자나 분류처럼 짧은 답에 맞습니다. 가장 나은 답은 심사 모델이 고릅니다. 나란히 모두는 답변마다 누가 답했는지 함께 냅니다.")]
    public VoteMode Mode { get; init; }

    /// <summary>The connection of the model that judges.</summary>
    [Field(Kind = FieldKind.Connection, Required = true, VisibleWhen = nameof(Mode), VisibleValues = "best")]
    [Text("en", "Judge", "Where the model runs that chooses; with \"offline\" words are compared, without a judge.")]
    [Text("ko", "심사 연결", "답을 고르는 모델이 실행되는 곳입니다. \"offline\"이면 심사 모델 없이 단어를 비교합니다.")]
    public string Judge { get; init; } = "offline";

    /// <summary>The name of the model that judges; empty for the connection's default.</summary>
    [Field(Kind = FieldKind.Model, VisibleWhen = nameof(Mode), VisibleValues = "best")]
    [MaxLength(200)]
    [Text("en", "Judge's model", "The model that chooses; empty for the connection's default.")]
    [Text("ko", "심사 모델", "답을 고르는 모델입니다. 비워 두면 연결의 기본 모델을 씁니다.")]
    public string JudgeModel { get; init; } = "";

    /// <summary>What makes an answer good.</summary>
    [Field(Kind = FieldKind.Multiline, VisibleWhen = nameof(Mode), VisibleValues = "best")]
    [MaxLength(4000)]
    [Text("en", "What makes an answer good", "What the judge looks for; empty for right, complete and clear.")]
    [Text("ko", "좋은 답의 기준", "심사할 때 보는 기준입니다. 비워 두면 정확하고 빠짐없고 분명한 답을 고릅니다.")]
    public string Criteria { get; init; } = "";

    /// <summary>What the models are told about their task.</summary>
    [Field(Kind = FieldKind.Multiline)]
    [Text("en", "System prompt", "Tells every model who it is and how to answer.")]
    [Text("ko", "시스템 프롬프트", "모든 모델에 역할과 답하는 방식을 알려 줍니다.")]
    public string System { get; init; } = "";

    /// <summary>How freely the models choose their words; null for the providers' default.</summary>
    [Field(Advanced = true)]
    [Range(0.0, 2.0)]
    [Text("en", "Temperature", "0 gives the most likely words, higher values more variety; empty for the providers' default.")]
    [Text("ko", "온도", "0이면 가장 그럴듯한 단어를 고르고, 높을수록 다양하게 답합니다. 비워 두면 제공자의 기본값을 씁니다.")]
    public double? Temperature { get; init; }
}
