namespace FlowBuilder.Knowledge.Duplicates;

/// <summary>A text that says what another says.</summary>
/// <param name="Index">Its place in the list that was looked through.</param>
/// <param name="Likeness">How alike the two are, up to 1: the Jaccard index of their shingles, or, where that left it open, the Levenshtein ratio.</param>
/// <param name="IsExact">Whether they differ in nothing but case, blanks and punctuation.</param>
internal readonly record struct Duplicate(int Index, double Likeness, bool IsExact);
