using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Memory;

/// <summary>Where the facts to remember come from.</summary>
public enum FactSource
{
    /// <summary>A model picks them from what was said.</summary>
    [Text("en", "Picked from the text by a model")]
    [Text("ko", "모델이 텍스트에서 고르기")]
    Model,

    /// <summary>Each line of the text is one.</summary>
    [Text("en", "Each line of the text")]
    [Text("ko", "텍스트의 각 줄")]
    Lines,
}
