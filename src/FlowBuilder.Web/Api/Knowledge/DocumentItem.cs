using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>A document as callers see it.</summary>
/// <param name="Id">Its id within the knowledge base.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Source">Where it came from; empty for a text that came without.</param>
/// <param name="MediaType">The media type that its sender claimed.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
/// <param name="State">How far it is.</param>
/// <param name="Code">Why it failed, as a stable code; null unless it has.</param>
/// <param name="Detail">Why it failed and what to do; null unless it has.</param>
/// <param name="Chunks">How many chunks it has.</param>
/// <param name="ChunksToEmbed">How many it will have, while it is worked on.</param>
/// <param name="ChunksEmbedded">How many of those have their vectors.</param>
/// <param name="Metadata">What else its sender said of it.</param>
/// <param name="AddedAt">When it was first stored.</param>
/// <param name="UpdatedAt">When its state changed last.</param>
internal sealed record DocumentItem(
    string Id,
    string Title,
    string Source,
    string MediaType,
    long Bytes,
    string Hash,
    KnowledgeDocumentState State,
    string? Code,
    string? Detail,
    int Chunks,
    int ChunksToEmbed,
    int ChunksEmbedded,
    IReadOnlyDictionary<string, string> Metadata,
    DateTimeOffset AddedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>What is shown of a document, in the request's language.</summary>
    public static DocumentItem Of(KnowledgeDocument document) => new(
        document.Id,
        document.Title,
        document.Source,
        document.MediaType,
        document.Bytes,
        document.Hash,
        document.State,
        document.Fault?.Code,
        document.Fault?.Text.ToString(),
        document.Chunks,
        document.ChunksToEmbed,
        document.ChunksEmbedded,
        document.Metadata,
        document.AddedAt,
        document.UpdatedAt);
}
