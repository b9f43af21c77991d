namespace FlowBuilder.Knowledge.Searching;

/// <summary>A kind of search.</summary>
public enum RankingSource
{
    /// <summary>By the words of the query.</summary>
    Keyword,

    /// <summary>By the likeness of vectors.</summary>
    Vector,

    /// <summary>By how a text looks that says what the query asks the meaning of; its score is 1 where it does so surely.</summary>
    Definition,
}
