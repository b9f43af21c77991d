namespace FlowBuilder.Knowledge.Searching;

/// <summary>What a term stands for.</summary>
internal enum TermKind
{
    /// <summary>A word, as written or without its ending.</summary>
    Word,

    /// <summary>A word that carries no meaning of its own: matched only when a query holds nothing else.</summary>
    StopWord,

    /// <summary>Two neighbouring syllables of a Korean word: finds compounds written with or without a blank.</summary>
    Bigram,
}
