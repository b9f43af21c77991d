using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Control;

/// <summary>What a pause is measured by.</summary>
public enum WaitKind
{
    /// <summary>By how long it takes.</summary>
    [Text("en", "For a while")]
    [Text("ko", "일정 시간")]
    For,

    /// <summary>By when it ends.</summary>
    [Text("en", "Until a time")]
    [Text("ko", "정한 시각까지")]
    Until,
}
