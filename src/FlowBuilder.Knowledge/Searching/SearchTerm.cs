namespace FlowBuilder.Knowledge.Searching;

/// <summary>A term of an analysed text.</summary>
/// <param name="Term">What is looked up; terms of different kinds never have the same text.</param>
/// <param name="Kind">What the term stands for.</param>
/// <param name="Word">The number of the word in its text that the term came from, from 0; variants and parts of a word share it.</param>
internal readonly record struct SearchTerm(string Term, TermKind Kind, int Word);
