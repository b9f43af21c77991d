using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Knowledge.Searching;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>What was found.</summary>
/// <param name="Results">Best first.</param>
internal sealed record SearchAnswer(IReadOnlyList<SearchAnswer.Result> Results)
{
    /// <summary>The answer for what a search found.</summary>
    public static SearchAnswer Of(IEnumerable<KnowledgeHit> hits) => new(
        [.. hits.Select(hit => new Result(
            hit.Chunk.DocumentId,
            hit.Chunk.Id,
            hit.Score,
            hit.Chunk.Text,
            hit.Chunk.Section,
            hit.Chunk.Title,
            hit.Chunk.Source,
            hit.Chunk.Ordinal,
            hit.Chunk.Metadata,
            hit.Parts))]);

    /// <summary>One result.</summary>
    /// <param name="DocumentId">The document.</param>
    /// <param name="ChunkId">The chunk.</param>
    /// <param name="Score">How well it answers, in the measure of the mode.</param>
    /// <param name="Text">The chunk's text.</param>
    /// <param name="Section">The wider text around the chunk, which a model is given in its place; left out where there is none.</param>
    /// <param name="Title">The title of the document, or of its part that this stands in.</param>
    /// <param name="Source">Where the document came from.</param>
    /// <param name="Ordinal">Its place among the document's chunks, from 1.</param>
    /// <param name="Metadata">Its place and what else is known of it.</param>
    /// <param name="Parts">Why it has its score: what each search that found it said.</param>
    internal sealed record Result(
        string DocumentId,
        string ChunkId,
        double Score,
        string Text,
        string? Section,
        string Title,
        string Source,
        int Ordinal,
        IReadOnlyDictionary<string, string> Metadata,
        IReadOnlyList<ScorePart> Parts);
}
