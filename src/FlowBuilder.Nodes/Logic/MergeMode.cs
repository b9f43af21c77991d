using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Logic;

/// <summary>What becomes of several values.</summary>
public enum MergeMode
{
    /// <summary>The first that arrives is passed on.</summary>
    [Text("en", "First that arrives")]
    [Text("ko", "먼저 온 값")]
    First,

    /// <summary>All are put together.</summary>
    [Text("en", "All together")]
    [Text("ko", "모두 합치기")]
    All,

    /// <summary>Once all have come, the value of the first wire is passed on.</summary>
    [Text("en", "Wait for all, pass the first wire")]
    [Text("ko", "모두 기다린 뒤 첫 연결선의 값 보내기")]
    Wait,
}
