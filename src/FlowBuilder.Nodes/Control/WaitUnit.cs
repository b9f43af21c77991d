using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Control;

/// <summary>What a length of time is counted in.</summary>
public enum WaitUnit
{
    /// <summary>Seconds.</summary>
    [Text("en", "seconds")]
    [Text("ko", "초")]
    Seconds,

    /// <summary>Minutes.</summary>
    [Text("en", "minutes")]
    [Text("ko", "분")]
    Minutes,

    /// <summary>Hours.</summary>
    [Text("en", "hours")]
    [Text("ko", "시간")]
    Hours,
}
