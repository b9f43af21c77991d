using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>A chunk as callers see it.</summary>
/// <param name="Id">Its id within the knowledge base.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Ordinal">Its place among the document's chunks, from 1.</param>
/// <param name="Text">The text.</param>
/// <param name="Section">The wider text that a model is given in its place; left out where there is none.</param>
/// <param name="Title">The title of the document, or of its part that this stands in.</param>
/// <param name="Source">Where the document came from.</param>
/// <param name="IsEnabled">Whether it is found.</param>
/// <param name="IsEdited">Whether a person wrote the text anew.</param>
/// <param name="Metadata">Its place and what else is known of it.</param>
internal sealed record ChunkItem(
    string Id,
    string DocumentId,
    int Ordinal,
    string Text,
    string? Section,
    string Title,
    string Source,
    bool IsEnabled,
    bool IsEdited,
    IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>What is shown of a chunk.</summary>
    public static ChunkItem Of(KnowledgeChunk chunk) =>
        new(chunk.Id, chunk.DocumentId, chunk.Ordinal, chunk.Text, chunk.Section, chunk.Title, chunk.Source, chunk.IsEnabled, chunk.IsEdited, chunk.Metadata);
}
