namespace FlowBuilder.Knowledge.Duplicates;

/// <summary>Texts that say the same.</summary>
/// <param name="Kept">The place of the one to keep in the list that was looked through.</param>
/// <param name="Others">The others, most alike first; each is like the one to keep, not merely like one another.</param>
internal sealed record DuplicateGroup(int Kept, IReadOnlyList<Duplicate> Others);
