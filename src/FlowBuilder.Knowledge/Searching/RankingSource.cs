namespace FlowBuilder.Knowledge.Searching;

/// <summary>A kind of search.</summary>
public enum RankingSource
{
    /// <summary>By the words of the query.</summary>
    Keyword,

    /// <summary>By the likeness of vectors.</summary>
    Vector,
}
