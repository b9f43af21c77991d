using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Chunks that say the same.</summary>
/// <param name="Kept">The one to keep: what a person wrote, else the longest, else the earliest.</param>
/// <param name="Others">The others, most alike first.</param>
public sealed record AlikeChunks(KnowledgeChunk Kept, IReadOnlyList<AlikeChunk> Others);
