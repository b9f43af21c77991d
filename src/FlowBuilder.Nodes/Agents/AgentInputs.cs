using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Agents;

/// <summary>What an agent is given.</summary>
public sealed record AgentInputs
{
    /// <summary>The task; null where the agent is only called by other agents.</summary>
    [Text("en", "prompt", "What the agent is to do. Leave it open where only other agents call this one.")]
    [Text("ko", "프롬프트", "에이전트가 할 일입니다. 다른 에이전트만 부르는 경우에는 비워 두세요.")]
    public string? Prompt { get; init; }

    /// <summary>What was said before.</summary>
    [Text("en", "history", "The conversation so far, sent before the prompt.")]
    [Text("ko", "대화 기록", "지금까지의 대화입니다. 프롬프트보다 먼저 보냅니다.")]
    public MessageList? History { get; init; }

    /// <summary>Pictures that belong to the prompt.</summary>
    [Text("en", "images", "Pictures that the agent looks at together with the prompt.")]
    [Text("ko", "이미지", "에이전트가 프롬프트와 함께 보는 그림입니다.")]
    public IReadOnlyList<ImageValue>? Images { get; init; }

    /// <summary>What the agent may call.</summary>
    [Text("en", "tools", "Tools that the agent may call, other agents among them.")]
    [Text("ko", "도구", "에이전트가 호출할 수 있는 도구입니다. 다른 에이전트도 연결할 수 있습니다.")]
    public IReadOnlyList<ToolValue>? Tools { get; init; }
}
