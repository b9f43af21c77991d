using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Control;

/// <summary>What an item of a text is.</summary>
public enum ItemSplit
{
    /// <summary>An item of the JSON list that the text is, else a line.</summary>
    [Text("en", "JSON list or lines")]
    [Text("ko", "JSON 목록 또는 줄")]
    Auto,

    /// <summary>A line with something in it.</summary>
    [Text("en", "Lines")]
    [Text("ko", "줄")]
    Lines,

    /// <summary>What stands between blank lines.</summary>
    [Text("en", "Paragraphs")]
    [Text("ko", "문단")]
    Paragraphs,
}
