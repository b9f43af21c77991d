using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Agents;

/// <summary>How an agent's model is told of tools and asks for them.</summary>
public enum ToolProtocol
{
    /// <summary>The provider's own way; by text where the provider refuses that for the model.</summary>
    [Text("en", "Automatic")]
    [Text("ko", "자동")]
    Automatic,

    /// <summary>The provider's own way.</summary>
    [Text("en", "The provider's own")]
    [Text("ko", "제공자 방식")]
    Native,

    /// <summary>By text in the prompt and the answer, for models that know no tools.</summary>
    [Text("en", "By text")]
    [Text("ko", "텍스트 방식")]
    Text,
}
