using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Texts;

/// <summary>What is done where a regular expression matches.</summary>
public enum RegexOperation
{
    /// <summary>The first match with its groups.</summary>
    [Text("en", "First match")]
    [Text("ko", "첫 일치")]
    First,

    /// <summary>Every match with its groups.</summary>
    [Text("en", "All matches")]
    [Text("ko", "모든 일치")]
    All,

    /// <summary>Every match gives way to another text.</summary>
    [Text("en", "Replace")]
    [Text("ko", "바꾸기")]
    Replace,

    /// <summary>The text is cut at every match.</summary>
    [Text("en", "Split")]
    [Text("ko", "나누기")]
    Split,
}
