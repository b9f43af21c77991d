using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Models;

/// <summary>Which model is asked, and how.</summary>
public sealed record ChatSettings
{
    /// <summary>The connection's name.</summary>
    [Field(Kind = FieldKind.Connection, Required = true, OnCard = true)]
    [Text("en", "Connection", "Where the model runs; \"offline\" is the built-in demo model.")]
    [Text("ko", "연결", "모델이 실행되는 곳입니다. \"offline\"은 내장 데모 모델입니다.")]
    public string Connection { get; init; } = "offline";

    /// <summary>The model's name; empty for the connection's default.</summary>
    [Field(Kind = FieldKind.Model, OnCard = true)]
    [MaxLength(200)]
    [Text("en", "Model", "The model; empty for the connection's default.")]
    [Text("ko", "모델", "사용할 모델입니다. 비워 두면 연결의 기본 모델을 씁니다.")]
    public string Model { get; init; } = "";

    /// <summary>What the model is told about its task.</summary>
    [Field(Kind = FieldKind.Multiline, Promotable = true)]
    [Text("en", "System prompt", "Tells the model who it is and how to answer.")]
    [Text("ko", "시스템 프롬프트", "모델의 역할과 답하는 방식을 알려 줍니다.")]
    public string System { get; init; } = "";

    /// <summary>How freely the model chooses its words; null for the provider's default.</summary>
    [Range(0.0, 2.0)]
    [Text("en", "Temperature", "0 gives the most likely words, higher values more variety; empty for the provider's default.")]
    [Text("ko", "온도", "0이면 가장 그럴듯한 단어를 고르고, 높을수록 다양하게 답합니다. 비워 두면 제공자의 기본값을 씁니다.")]
    public double? Temperature { get; init; }

    /// <summary>The form of the answer.</summary>
    [Text("en", "Answer format", "Text, or JSON that other nodes can read.")]
    [Text("ko", "답변 형식", "텍스트 또는 다른 노드가 읽을 수 있는 JSON입니다.")]
    public AnswerFormat Format { get; init; }

    /// <summary>The JSON Schema that the answer keeps to.</summary>
    [Field(Kind = FieldKind.JsonSchema, Required = true, VisibleWhen = nameof(Format), VisibleValues = "schema")]
    [Text("en", "Schema", "The JSON Schema that the answer keeps to.")]
    [Text("ko", "스키마", "답변이 지켜야 하는 JSON 스키마입니다.")]
    public JsonElement? Schema { get; init; }

    /// <summary>The longest answer, in tokens; null for the provider's default.</summary>
    [Field(Bounds = UsageBound.AnswerTokens, Advanced = true)]
    [Range(1, 1_000_000)]
    [Text("en", "Max tokens", "The longest answer, in tokens; empty for the provider's default.")]
    [Text("ko", "최대 토큰", "답변의 최대 길이(토큰)입니다. 비워 두면 제공자의 기본값을 씁니다.")]
    public int? MaxTokens { get; init; }

    /// <summary>The share of likely words that the model chooses from; null for the provider's default.</summary>
    [Field(Advanced = true)]
    [Range(0.0, 1.0)]
    [Text("en", "Top P", "The share of likely words to choose from, 0 to 1; empty for the provider's default.")]
    [Text("ko", "Top P", "후보로 삼을 단어의 확률 비율(0~1)입니다. 비워 두면 제공자의 기본값을 씁니다.")]
    public double? TopP { get; init; }

    /// <summary>Texts at which the model stops.</summary>
    [Field(Advanced = true)]
    [Text("en", "Stop texts", "The answer ends before any of these texts.")]
    [Text("ko", "중단 문구", "이 문구 중 하나가 나오기 직전에 답변을 끝냅니다.")]
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>A number that makes answers repeatable where the provider can do that.</summary>
    [Field(Advanced = true)]
    [Text("en", "Seed", "The same number gives the same answer, where the provider can do that.")]
    [Text("ko", "시드", "제공자가 지원하면 같은 숫자일 때 같은 답변이 나옵니다.")]
    public long? Seed { get; init; }

    /// <summary>Whether an earlier answer to the same request is used again.</summary>
    [Field(Advanced = true)]
    [Text("en", "Reuse answers", "Whether an earlier answer to the same request is used again instead of asking.")]
    [Text("ko", "답변 재사용", "같은 요청에 대한 이전 답변을 다시 묻지 않고 사용할지 정합니다.")]
    public AnswerReuse Reuse { get; init; }

    /// <summary>The most times that the model may call tools before it answers.</summary>
    [Field(Bounds = UsageBound.CallsWithTools, Advanced = true)]
    [Range(1, 25)]
    [Text("en", "Tool rounds", "The most times that the model may call tools before it answers.")]
    [Text("ko", "도구 호출 횟수", "모델이 답하기 전에 도구를 호출할 수 있는 최대 횟수입니다.")]
    public int ToolRounds { get; init; } = 8;

    /// <summary>Whether the model may call tools that change something outside.</summary>
    [Field(Advanced = true)]
    [Text("en", "Allow changing tools", "Lets the model call tools that change something outside, such as sending a request with POST.")]
    [Text("ko", "변경하는 도구 허용", "POST 요청처럼 외부의 무언가를 바꾸는 도구도 모델이 호출할 수 있게 합니다.")]
    public bool AllowChangingTools { get; init; }
}
