namespace FlowBuilder.Core.Knowledge;

/// <summary>What a text is found by, or a query asks for, as an analysis made it: opaque to whoever keeps it.</summary>
/// <param name="Words">Whole words, in order; one that occurs twice stands twice.</param>
/// <param name="Parts">Parts of words, which count little beside words.</param>
public sealed record KeywordTerms(IReadOnlyList<string> Words, IReadOnlyList<string> Parts);
