using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Agents;

/// <summary>What a supervisor is given.</summary>
public sealed record SupervisorInputs
{
    /// <summary>The task; null where the supervisor is only called by other agents.</summary>
    [Text("en", "prompt", "What the supervisor and its workers are to do.")]
    [Text("ko", "프롬프트", "감독자와 작업자가 할 일입니다.")]
    public string? Prompt { get; init; }

    /// <summary>The agents that work under it.</summary>
    [Text("en", "workers", "The agents that work under this one: connect each one's \"tool\".")]
    [Text("ko", "작업자", "이 감독자 아래에서 일하는 에이전트입니다. 각 에이전트의 \"도구\"를 연결하세요.")]
    public required IReadOnlyList<ToolValue> Workers { get; init; }

    /// <summary>What the supervisor itself may call.</summary>
    [Text("en", "tools", "Tools that the supervisor itself may call.")]
    [Text("ko", "도구", "감독자가 직접 호출할 수 있는 도구입니다.")]
    public IReadOnlyList<ToolValue>? Tools { get; init; }

    /// <summary>What was said before.</summary>
    [Text("en", "history", "The conversation so far, sent before the prompt.")]
    [Text("ko", "대화 기록", "지금까지의 대화입니다. 프롬프트보다 먼저 보냅니다.")]
    public MessageList? History { get; init; }

    /// <summary>Pictures that belong to the prompt.</summary>
    [Text("en", "images", "Pictures that belong to the prompt.")]
    [Text("ko", "이미지", "프롬프트와 함께 보는 그림입니다.")]
    public IReadOnlyList<ImageValue>? Images { get; init; }
}
