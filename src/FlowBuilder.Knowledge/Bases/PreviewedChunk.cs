namespace FlowBuilder.Knowledge.Bases;

/// <summary>A chunk as settings would make it.</summary>
/// <param name="Ordinal">Its place among all chunks, from 1.</param>
/// <param name="Text">The text.</param>
/// <param name="Characters">How many UTF-16 code units it has.</param>
/// <param name="Tokens">About how many tokens a model counts in it.</param>
/// <param name="Overlap">How many characters at its beginning repeat the end of the chunk before.</param>
/// <param name="Title">The title of the document, or of its part; may be empty.</param>
/// <param name="Headings">The headings that it stands under; empty where there are none.</param>
/// <param name="Section">The wider text that would be given in its place; null where there is none.</param>
/// <param name="SectionNumber">Counts the sections, from 1; null where there is none. Chunks of one section have the same.</param>
public sealed record PreviewedChunk(
    int Ordinal, string Text, int Characters, int Tokens, int Overlap, string Title, string Headings, string? Section, int? SectionNumber);
