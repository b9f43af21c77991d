using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Knowledge.Reranking;

/// <summary>How passages are put in order.</summary>
public enum RerankMethod
{
    /// <summary>By the words of the query: how many a passage has, how rare they are, and how near they stand to each other.</summary>
    [Text("en", "Words, without a model")]
    [Text("ko", "단어(모델 없이)")]
    Words,

    /// <summary>By a model, which reads the passages and says how well each answers.</summary>
    [Text("en", "A model reads them")]
    [Text("ko", "모델이 읽고 판단")]
    Model,
}
