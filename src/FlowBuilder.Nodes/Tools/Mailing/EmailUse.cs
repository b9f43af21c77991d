using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Tools.Mailing;

/// <summary>Who sends mails.</summary>
public enum EmailUse
{
    /// <summary>The node, when the run comes to it.</summary>
    [Text("en", "Send the mail")]
    [Text("ko", "메일 보내기")]
    Send,

    /// <summary>A model, whenever it wants.</summary>
    [Text("en", "Offer it to a model as a tool")]
    [Text("ko", "모델에 도구로 제공")]
    Tool,
}
