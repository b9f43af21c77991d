using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Data.Tables;

/// <summary>Who runs a query.</summary>
public enum QueryUse
{
    /// <summary>The node, when the run comes to it.</summary>
    [Text("en", "Run the query")]
    [Text("ko", "질의 실행")]
    Run,

    /// <summary>A model, whenever it wants.</summary>
    [Text("en", "Offer it to a model as a tool")]
    [Text("ko", "모델에 도구로 제공")]
    Tool,
}
