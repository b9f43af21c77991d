using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Memory;

/// <summary>What bounds a window on a conversation.</summary>
public enum WindowLimit
{
    /// <summary>How often the person spoke.</summary>
    [Text("en", "Turns")]
    [Text("ko", "대화 차례")]
    Turns,

    /// <summary>How many tokens it takes.</summary>
    [Text("en", "Tokens")]
    [Text("ko", "토큰")]
    Tokens,
}
