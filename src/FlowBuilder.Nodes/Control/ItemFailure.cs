using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Control;

/// <summary>What becomes of a list when one of its items fails.</summary>
public enum ItemFailure
{
    /// <summary>The node fails, and what is under way is stopped.</summary>
    [Text("en", "Stop")]
    [Text("ko", "중단")]
    Stop,

    /// <summary>The item's place in the results is empty.</summary>
    [Text("en", "Leave a gap")]
    [Text("ko", "빈칸으로 두기")]
    Gap,

    /// <summary>The item has no place in the results.</summary>
    [Text("en", "Leave it out")]
    [Text("ko", "빼기")]
    LeaveOut,
}
