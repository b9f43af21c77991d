using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>Who sends the request.</summary>
public enum HttpUse
{
    /// <summary>The node, when the run comes to it.</summary>
    [Text("en", "Send the request")]
    [Text("ko", "요청 보내기")]
    Send,

    /// <summary>A model, whenever it wants.</summary>
    [Text("en", "Offer it to a model as a tool")]
    [Text("ko", "모델에 도구로 제공")]
    Tool,
}
