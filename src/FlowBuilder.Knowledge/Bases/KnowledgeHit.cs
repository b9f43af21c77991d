using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Searching;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>A chunk that was found.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Score">How well it answers, in the measure of the mode.</param>
/// <param name="Parts">What each search that found it said; by words, that is BM25.</param>
public sealed record KnowledgeHit(KnowledgeChunk Chunk, double Score, IReadOnlyList<ScorePart> Parts);
