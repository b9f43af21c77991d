using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Who searches a knowledge base.</summary>
public enum KnowledgeUse
{
    /// <summary>The node, when the run comes to it.</summary>
    [Text("en", "Search in the run")]
    [Text("ko", "실행할 때 검색")]
    Search,

    /// <summary>A model, whenever it wants.</summary>
    [Text("en", "Offer it to a model as a tool")]
    [Text("ko", "모델에 도구로 제공")]
    Tool,
}
