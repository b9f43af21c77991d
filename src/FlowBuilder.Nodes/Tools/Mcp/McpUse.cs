using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>Who calls a server's tools.</summary>
public enum McpUse
{
    /// <summary>A model, whenever it wants.</summary>
    [Text("en", "Offer the tools to a model")]
    [Text("ko", "모델에 도구로 제공")]
    Tool,

    /// <summary>The node, when the run comes to it.</summary>
    [Text("en", "Call one tool")]
    [Text("ko", "도구 하나 호출")]
    Call,
}
