namespace FlowBuilder.Knowledge.Searching;

/// <summary>What a term stands for.</summary>
internal enum TermKind
{
    /// <summary>A word, as written or without its ending.</summary>
    Word,

    /// <summary>A word that carries no meaning of its own: matched only when a query holds nothing else.</summary>
    StopWord,

    /// <summary>Two neighbouring Korean words written as one: finds 보증기간 where a text has 보증 기간, and the reverse.</summary>
    Compound,

    /// <summary>Two neighbouring syllables of a Korean word: finds parts of words.</summary>
    Bigram,
}
