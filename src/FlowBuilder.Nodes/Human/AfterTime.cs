using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Human;

/// <summary>What happens when nobody has answered in time.</summary>
public enum AfterTime
{
    /// <summary>As if it had been rejected.</summary>
    [Text("en", "Reject")]
    [Text("ko", "거절로 처리")]
    Reject,

    /// <summary>The node fails.</summary>
    [Text("en", "Stop with an error")]
    [Text("ko", "오류로 중단")]
    Fail,
}
