using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>A chunk that says what another says.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Likeness">How alike the two are, up to 1.</param>
/// <param name="IsExact">Whether they differ in nothing but case, blanks and punctuation.</param>
public sealed record AlikeChunk(KnowledgeChunk Chunk, double Likeness, bool IsExact);
