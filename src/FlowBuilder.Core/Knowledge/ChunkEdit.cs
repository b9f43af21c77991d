namespace FlowBuilder.Core.Knowledge;

/// <summary>What a person made of a chunk.</summary>
/// <param name="Original">The hash of the text as it is in the document.</param>
/// <param name="Text">The text as the person wrote it; null where it was left alone.</param>
/// <param name="IsEnabled">Whether it is found.</param>
/// <param name="Occurrence">Which of the document's chunks with that same text it is, from 1.</param>
public sealed record ChunkEdit(TextHash Original, string? Text, bool IsEnabled, int Occurrence = 1);
