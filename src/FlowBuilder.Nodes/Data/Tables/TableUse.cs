using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Who asks the tables.</summary>
public enum TableUse
{
    /// <summary>The node, when the run comes to it.</summary>
    [Text("en", "Answer the question")]
    [Text("ko", "질문에 답하기")]
    Ask,

    /// <summary>A model, whenever it wants.</summary>
    [Text("en", "Offer the tables to a model as a tool")]
    [Text("ko", "모델에 도구로 제공")]
    Tool,
}
