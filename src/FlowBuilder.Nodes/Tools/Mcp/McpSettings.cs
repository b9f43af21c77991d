using System.ComponentModel.DataAnnotations;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>Whose tools, and which.</summary>
public sealed record McpSettings
{
    /// <summary>The server's name; what it stands for is set up by an operator and never in a flow.</summary>
    [Field(Kind = FieldKind.ToolServer, Required = true, OnCard = true)]
    [MaxLength(64)]
    [Text("en", "Tool server", "The server whose tools are used; add one under \"Tool servers\".")]
    [Text("ko", "도구 서버", "사용할 도구가 있는 서버입니다. \"도구 서버\"에서 추가할 수 있습니다.")]
    public string Server { get; init; } = "";

    /// <summary>Who calls the tools.</summary>
    [Text("en", "Use", "Let a model call the tools, or call one of them in the run.")]
    [Text("ko", "용도", "모델이 도구를 쓰게 하거나, 실행할 때 하나를 호출합니다.")]
    public McpUse Use { get; init; }

    /// <summary>The tools that the model gets; empty for all.</summary>
    [Field(Kind = FieldKind.ServerTools, OnCard = true, VisibleWhen = nameof(Use), VisibleValues = "tool")]
    [Text("en", "Tools", "The tools that the model may call; all of them when none is chosen.")]
    [Text("ko", "사용할 도구", "모델이 호출할 수 있는 도구입니다. 고르지 않으면 모두 사용합니다.")]
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>The tool that the node calls.</summary>
    [Field(Required = true, VisibleWhen = nameof(Use), VisibleValues = "call")]
    [MaxLength(200)]
    [Text("en", "Tool", "The tool that is called, by the name the server gives it.")]
    [Text("ko", "호출할 도구", "호출할 도구입니다. 서버가 정한 이름을 쓰세요.")]
    public string Tool { get; init; } = "";

    /// <summary>What the tool is called with.</summary>
    [Field(Kind = FieldKind.Template, VisibleWhen = nameof(Use), VisibleValues = "call", Placeholder = "{\"city\": {{city}}}")]
    [Text("en", "Arguments", "A JSON object; {{variables}} in it become inputs and are escaped.")]
    [Text("ko", "인자", "JSON 객체입니다. {{변수}}는 입력이 되고 알맞게 변환됩니다.")]
    public string Arguments { get; init; } = "";

    /// <summary>The longest that one call may take, in seconds.</summary>
    [Field(Advanced = true)]
    [Range(1, 300)]
    [Text("en", "Time limit", "The longest that one call may take, in seconds.")]
    [Text("ko", "시간 제한", "호출 한 번에 쓸 수 있는 최대 시간(초)입니다.")]
    public int TimeLimit { get; init; } = 60;
}
