namespace FlowBuilder.Knowledge.Duplicates;

/// <summary>A text that may say what another says.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsPreferred">Whether it is to be kept rather than one that is not: a person wrote it.</param>
internal readonly record struct DuplicateCandidate(string Text, bool IsPreferred = false);
