namespace FlowBuilder.Knowledge.Citing;

/// <summary>A sentence of an answer with the sources that it cites, and how far they bear it out.</summary>
/// <param name="Sentence">The sentence, without its citations.</param>
/// <param name="Sources">The numbers that it cites.</param>
/// <param name="Support">Which share of what it says, by words, stands in those sources, 0 to 1; null where words cannot tell, as between two languages.</param>
/// <param name="IsWeak">Whether so little of it stands there, or a number that does not, that it should be checked.</param>
internal sealed record CitedSentence(string Sentence, IReadOnlyList<int> Sources, double? Support, bool IsWeak);
