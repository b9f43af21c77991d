using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Models;

/// <summary>What is made of the answers of several models.</summary>
public enum VoteMode
{
    /// <summary>The answer that most give.</summary>
    [Text("en", "Majority")]
    [Text("ko", "다수결")]
    Majority,

    /// <summary>The answer that a judge finds best.</summary>
    [Text("en", "Pick the best")]
    [Text("ko", "가장 나은 답")]
    Best,

    /// <summary>All of them side by side.</summary>
    [Text("en", "All side by side")]
    [Text("ko", "나란히 모두")]
    All,
}
