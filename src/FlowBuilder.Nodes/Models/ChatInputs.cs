using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Models;

/// <summary>What a chat model is asked.</summary>
public sealed record ChatInputs
{
    /// <summary>The question or instruction.</summary>
    [Text("en", "prompt", "What the model is asked.")]
    [Text("ko", "프롬프트", "모델에 보내는 질문이나 지시입니다.")]
    public required string Prompt { get; init; }

    /// <summary>What was said before.</summary>
    [Text("en", "history", "The conversation so far, sent before the prompt.")]
    [Text("ko", "대화 기록", "지금까지의 대화입니다. 프롬프트보다 먼저 보냅니다.")]
    public MessageList? History { get; init; }

    /// <summary>Pictures that belong to the prompt.</summary>
    [Text("en", "images", "Pictures that the model looks at together with the prompt.")]
    [Text("ko", "이미지", "모델이 프롬프트와 함께 보는 그림입니다.")]
    public IReadOnlyList<ImageValue>? Images { get; init; }

    /// <summary>What the model may call before it answers.</summary>
    [Text("en", "tools", "Tools that the model may call before it answers.")]
    [Text("ko", "도구", "모델이 답하기 전에 호출할 수 있는 도구입니다.")]
    public IReadOnlyList<ToolValue>? Tools { get; init; }
}
