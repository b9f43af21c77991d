using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Texts;

/// <summary>On which side a text is filled up.</summary>
public enum PadSide
{
    /// <summary>Before it.</summary>
    [Text("en", "At the start")]
    [Text("ko", "앞에")]
    Start,

    /// <summary>After it.</summary>
    [Text("en", "At the end")]
    [Text("ko", "뒤에")]
    End,
}
