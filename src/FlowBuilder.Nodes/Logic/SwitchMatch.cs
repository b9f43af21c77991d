using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Logic;

/// <summary>Which of the branches whose rules hold are taken.</summary>
public enum SwitchMatch
{
    /// <summary>The first of them.</summary>
    [Text("en", "First that fits")]
    [Text("ko", "처음 맞는 갈래")]
    First,

    /// <summary>All of them.</summary>
    [Text("en", "All that fit")]
    [Text("ko", "맞는 갈래 모두")]
    All,
}
