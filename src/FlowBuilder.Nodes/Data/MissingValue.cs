using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data;

/// <summary>What happens when a path leads to nothing.</summary>
public enum MissingValue
{
    /// <summary>The node fails and says where the path ended.</summary>
    [Text("en", "Fail")]
    [Text("ko", "실패로 처리")]
    Fail,

    /// <summary>The value is null.</summary>
    [Text("en", "Use null")]
    [Text("ko", "null로 처리")]
    Null,
}
