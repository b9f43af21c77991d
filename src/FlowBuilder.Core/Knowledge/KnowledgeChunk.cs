using System.Collections.Immutable;

namespace FlowBuilder.Core.Knowledge;

/// <summary>A passage of a document: what is found.</summary>
public sealed record KnowledgeChunk
{
    /// <summary>Its id within the knowledge base: the document's, and its place in it.</summary>
    public required string Id { get; init; }

    /// <summary>Stands for this text in indexes. A chunk whose text changes gets another; none is given twice.</summary>
    public long Number { get; init; }

    /// <summary>The document.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Its place among the document's chunks, from 1.</summary>
    public int Ordinal { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The wider text around it, which a model is given in its place; null where there is none.</summary>
    public string? Section { get; init; }

    /// <summary>The title of the document, or of its part that this stands in.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where the document came from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether it is found.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether a person wrote the text anew.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Its place (page, row, slide, sheet, section, offset, length) and what else is known of it.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
