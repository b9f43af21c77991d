using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Control;

/// <summary>What happens when a repetition has used up its rounds.</summary>
public enum RoundLimit
{
    /// <summary>The results of the last round are given.</summary>
    [Text("en", "Give the last result")]
    [Text("ko", "마지막 결과 내보내기")]
    GiveLast,

    /// <summary>The node fails.</summary>
    [Text("en", "Fail")]
    [Text("ko", "실패로 처리")]
    Fail,
}
