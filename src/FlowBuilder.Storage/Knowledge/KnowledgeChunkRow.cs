using System.Globalization;
using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>A chunk as its row has it.</summary>
internal sealed class KnowledgeChunkRow
{
    public const string Select =
        """
        SELECT c.number AS Number, d.id AS DocumentId, c.ordinal AS Ordinal, c.text AS Text, c.title AS Title, d.source AS Source,
            c.metadata AS Metadata, c.is_enabled AS IsEnabled, c.is_edited AS IsEdited, s.text AS Section
        FROM knowledge_chunks c JOIN knowledge_documents d ON d.number = c.document JOIN knowledge_bases b ON b.number = d.base
            LEFT JOIN knowledge_sections s ON s.document = c.document AND s.ordinal = c.section
        """;

    public long Number { get; init; }

    public required string DocumentId { get; init; }

    public long Ordinal { get; init; }

    public required string Text { get; init; }

    public string? Section { get; init; }

    public required string Title { get; init; }

    public required string Source { get; init; }

    public required string Metadata { get; init; }

    public long IsEnabled { get; init; }

    public long IsEdited { get; init; }

    /// <summary>The document and the place that a chunk's id names, or null.</summary>
    public static (string Document, int Ordinal)? PlaceOf(string id)
    {
        var cut = id.LastIndexOf(':');
        return cut > 0 && int.TryParse(id.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? (id[..cut], ordinal)
            : null;
    }

    public KnowledgeChunk ToChunk() => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{DocumentId}:{Ordinal}"),
        Number = Number,
        DocumentId = DocumentId,
        Ordinal = (int)Ordinal,
        Text = Text,
        Section = Section,
        Title = Title,
        Source = Source,
        IsEnabled = IsEnabled != 0,
        IsEdited = IsEdited != 0,
        Metadata = KnowledgeJson.Facts(Metadata),
    };
}
