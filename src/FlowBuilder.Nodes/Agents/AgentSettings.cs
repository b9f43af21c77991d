using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes.Models;

namespace FlowBuilder.Nodes.Agents;

/// <summary>Which model an agent works with, what it may do, and when it stops.</summary>
public record AgentSettings
{
    /// <summary>The connection's name.</summary>
    [Field(Kind = FieldKind.Connection, Required = true, OnCard = true)]
    [Text("en", "Connection", "Where the model runs; \"offline\" is the built-in demo model, which calls tools by simple rules.")]
    [Text("ko", "연결", "모델이 실행되는 곳입니다. \"offline\"은 내장 데모 모델이며 간단한 규칙으로 도구를 호출합니다.")]
    public string Connection { get; init; } = "offline";

    /// <summary>The model's name; empty for the connection's default.</summary>
    [Field(Kind = FieldKind.Model, OnCard = true)]
    [MaxLength(200)]
    [Text("en", "Model", "The model; empty for the connection's default.")]
    [Text("ko", "모델", "사용할 모델입니다. 비워 두면 연결의 기본 모델을 씁니다.")]
    public string Model { get; init; } = "";

    /// <summary>What the agent is told about its task.</summary>
    [Field(Kind = FieldKind.Multiline, Promotable = true)]
    [Text("en", "System prompt", "Tells the agent who it is, what it is to do, and when it is done.")]
    [Text("ko", "시스템 프롬프트", "에이전트의 역할, 할 일, 언제 끝낼지를 알려 줍니다.")]
    public string System { get; init; } = "";

    /// <summary>The form of the final answer.</summary>
    [Text("en", "Answer format", "Text, or JSON that other nodes can read. JSON that breaks its form is given back to the model once to be mended.")]
    [Text("ko", "답변 형식", "텍스트 또는 다른 노드가 읽을 수 있는 JSON입니다. 형식에 맞지 않는 JSON은 모델이 한 번 고치게 합니다.")]
    public AnswerFormat Format { get; init; }

    /// <summary>The JSON Schema that the final answer keeps to.</summary>
    [Field(Kind = FieldKind.JsonSchema, Required = true, VisibleWhen = nameof(Format), VisibleValues = "schema")]
    [Text("en", "Schema", "The JSON Schema that the final answer keeps to.")]
    [Text("ko", "스키마", "최종 답변이 지켜야 하는 JSON 스키마입니다.")]
    public JsonElement? Schema { get; init; }

    /// <summary>What becomes of calls that change something outside.</summary>
    [Text("en", "Changing tools", "Whether the agent may call tools that change something outside, such as sending a mail.")]
    [Text("ko", "변경하는 도구", "메일 발송처럼 외부의 무언가를 바꾸는 도구를 에이전트가 호출해도 되는지 정합니다.")]
    public ChangingTools ChangingTools { get; init; }

    /// <summary>The most times that the model is asked.</summary>
    [Field(Bounds = UsageBound.CallsWithTools)]
    [Range(1, 200)]
    [Text("en", "Steps", "The most times that the model is asked before the agent stops.")]
    [Text("ko", "단계", "에이전트가 멈추기 전까지 모델에 물을 수 있는 최대 횟수입니다.")]
    public int Steps { get; init; } = 25;

    /// <summary>What the agent does at a limit.</summary>
    [Text("en", "At a limit", "What the agent does when a limit on steps, tokens, cost or time stops it.")]
    [Text("ko", "한도에 이르면", "단계, 토큰, 비용, 시간 한도에 이르렀을 때 에이전트가 할 일입니다.")]
    public AtLimit AtLimit { get; init; }

    /// <summary>The name under which another agent calls this one.</summary>
    [Field(Placeholder = "researcher")]
    [MaxLength(64)]
    [Text("en", "Name for other agents", "What another agent calls this one by: letters, digits, _ and -; empty for the node's id.")]
    [Text("ko", "다른 에이전트가 부를 이름", "다른 에이전트가 이 에이전트를 부르는 이름입니다. 영문자, 숫자, _, -를 쓸 수 있으며 비워 두면 노드 id를 씁니다.")]
    public string ToolName { get; init; } = "";

    /// <summary>What another agent is told of this one.</summary>
    [Field(Kind = FieldKind.Multiline)]
    [MaxLength(1000)]
    [Text("en", "Description for other agents", "Tells another agent what this one is good for, and what to ask it.")]
    [Text("ko", "다른 에이전트에 보일 설명", "이 에이전트가 무엇을 잘하고 무엇을 물으면 되는지 다른 에이전트에 알려 줍니다.")]
    public string ToolDescription { get; init; } = "";

    /// <summary>The most tokens, sent and received, or null for no limit.</summary>
    [Field(Bounds = UsageBound.TotalTokens, Advanced = true)]
    [Range(100, 100_000_000)]
    [Text("en", "Tokens", "The most tokens that the agent may use, sent and received; empty for no limit.")]
    [Text("ko", "토큰", "에이전트가 보내고 받을 수 있는 최대 토큰 수입니다. 비워 두면 제한하지 않습니다.")]
    public int? Tokens { get; init; }

    /// <summary>The most US dollars, or null for no limit.</summary>
    [Field(Advanced = true)]
    [Range(0.0001, 10_000.0)]
    [Text("en", "Cost", "The most US dollars that the agent may use, where the model's price is known; empty for no limit.")]
    [Text("ko", "비용", "모델의 가격을 알 때 에이전트가 쓸 수 있는 최대 비용(미국 달러)입니다. 비워 두면 제한하지 않습니다.")]
    public double? Cost { get; init; }

    /// <summary>The longest that the agent may work, in seconds.</summary>
    [Field(Advanced = true)]
    [Range(1, 3600)]
    [Text("en", "Time limit", "The longest that the agent may work, in seconds.")]
    [Text("ko", "시간 제한", "에이전트가 작업할 수 있는 최대 시간(초)입니다.")]
    public int TimeLimit { get; init; } = 300;

    /// <summary>The longest that one tool may take, in seconds.</summary>
    [Field(Advanced = true)]
    [Range(1, 600)]
    [Text("en", "Tool time limit", "The longest that one call of a tool may take, in seconds; the agent goes on without its result.")]
    [Text("ko", "도구 시간 제한", "도구를 한 번 호출할 때의 최대 시간(초)입니다. 넘으면 결과 없이 계속합니다.")]
    public int ToolTimeLimit { get; init; } = 60;

    /// <summary>The most characters of a tool's result that the model reads.</summary>
    [Field(Advanced = true)]
    [Range(100, 1_000_000)]
    [Text("en", "Longest result", "The most characters of a tool's result that the model is given; the rest is left out.")]
    [Text("ko", "결과 최대 길이", "모델에 전달하는 도구 결과의 최대 글자 수입니다. 나머지는 뺍니다.")]
    public int ResultLength { get; init; } = 20_000;

    /// <summary>The most tools that run at once.</summary>
    [Field(Advanced = true)]
    [Range(1, 32)]
    [Text("en", "Tools at once", "How many tools run at the same time, where the model asks for several.")]
    [Text("ko", "동시 도구 수", "모델이 여러 도구를 요청했을 때 동시에 실행하는 수입니다.")]
    public int ToolsAtOnce { get; init; } = 5;

    /// <summary>How the model is told of tools.</summary>
    [Field(Advanced = true)]
    [Text("en", "Tool calling", "Automatic uses the provider's own way and falls back to text where the model has none.")]
    [Text("ko", "도구 호출 방식", "자동은 제공자 방식을 쓰고, 모델이 지원하지 않으면 텍스트 방식을 씁니다.")]
    public ToolProtocol Protocol { get; init; }

    /// <summary>How freely the model chooses its words; null for the provider's default.</summary>
    [Field(Advanced = true)]
    [Range(0.0, 2.0)]
    [Text("en", "Temperature", "0 gives the most likely words, higher values more variety; empty for the provider's default.")]
    [Text("ko", "온도", "0이면 가장 그럴듯한 단어를 고르고, 높을수록 다양하게 답합니다. 비워 두면 제공자의 기본값을 씁니다.")]
    public double? Temperature { get; init; }

    /// <summary>The longest that the model writes at once, in tokens; null for the provider's default.</summary>
    [Field(Bounds = UsageBound.AnswerTokens, Advanced = true)]
    [Range(1, 1_000_000)]
    [Text("en", "Max tokens", "The longest that the model writes in one step, in tokens; empty for the provider's default.")]
    [Text("ko", "최대 토큰", "모델이 한 단계에서 쓰는 최대 길이(토큰)입니다. 비워 두면 제공자의 기본값을 씁니다.")]
    public int? MaxTokens { get; init; }
}
