namespace FlowBuilder.Knowledge.Bases;

/// <summary>How a knowledge base is searched.</summary>
public enum KnowledgeSearchMode
{
    /// <summary>By words; scores are those of BM25, of 0 and more, and compare within one question only.</summary>
    Keyword,

    /// <summary>By the likeness of vectors; scores are cosines.</summary>
    Vector,

    /// <summary>By both, their ranks joined; scores are from 0 to 1, where 1 is first in both.</summary>
    Hybrid,
}
