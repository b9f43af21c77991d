using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Guards;

/// <summary>By what a guard judges a text.</summary>
public enum CheckMethod
{
    /// <summary>By what is written in the node, on this computer and while the text comes.</summary>
    [Text("en", "Rules")]
    [Text("ko", "규칙")]
    Rules,

    /// <summary>By a model, once the text is whole.</summary>
    [Text("en", "A model")]
    [Text("ko", "모델")]
    Model,

    /// <summary>By both.</summary>
    [Text("en", "Rules and a model")]
    [Text("ko", "규칙과 모델")]
    Both,
}
