using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>How a knowledge base is searched.</summary>
public enum KnowledgeSearchMode
{
    /// <summary>By words; scores are those of BM25, of 0 and more, and compare within one question only.</summary>
    [Text("en", "Words")]
    [Text("ko", "단어")]
    Keyword,

    /// <summary>By the likeness of vectors; scores are cosines.</summary>
    [Text("en", "Meaning")]
    [Text("ko", "의미")]
    Vector,

    /// <summary>By both, their ranks joined; scores are from 0 to 1, where 1 is first in both.</summary>
    [Text("en", "Words and meaning")]
    [Text("ko", "단어와 의미")]
    Hybrid,
}
