using FlowBuilder.Core.Knowledge;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>A document as its row has it.</summary>
internal sealed class KnowledgeDocumentRow
{
    public const string Select =
        """
        SELECT d.number AS Number, d.id AS Id, b.id AS BaseId, d.title AS Title, d.source AS Source, d.media_type AS MediaType,
            d.metadata AS Metadata, d.hash AS Hash, d.bytes AS Bytes, d.state AS State, d.turn AS Turn, d.attempts AS Attempts,
            d.to_embed AS ToEmbed, d.embedded AS Embedded, d.chunks AS Chunks, d.fault AS Fault, d.added_at AS AddedAt, d.updated_at AS UpdatedAt
        FROM knowledge_documents d JOIN knowledge_bases b ON b.number = d.base
        """;

    public long Number { get; init; }

    public required string Id { get; init; }

    public required string BaseId { get; init; }

    public required string Title { get; init; }

    public required string Source { get; init; }

    public required string MediaType { get; init; }

    public required string Metadata { get; init; }

    public required byte[] Hash { get; init; }

    public long Bytes { get; init; }

    public required string State { get; init; }

    public long Turn { get; init; }

    public long Attempts { get; init; }

    public long ToEmbed { get; init; }

    public long Embedded { get; init; }

    public long Chunks { get; init; }

    public string? Fault { get; init; }

    public required string AddedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public KnowledgeTicket ToTicket() => new(ToDocument(), Number, Turn, (int)Attempts);

    public KnowledgeDocument ToDocument() => new()
    {
        Id = Id,
        BaseId = BaseId,
        Title = Title,
        Source = Source,
        MediaType = MediaType,
        Metadata = KnowledgeJson.Facts(Metadata),
        Hash = Convert.ToHexStringLower(Hash),
        Bytes = Bytes,
        State = StoredName.Read<KnowledgeDocumentState>(State),
        Fault = Fault is null ? null : KnowledgeJson.Read<KnowledgeFault>(Fault),
        Chunks = (int)Chunks,
        ChunksToEmbed = (int)ToEmbed,
        ChunksEmbedded = (int)Embedded,
        AddedAt = StoredTime.Read(AddedAt),
        UpdatedAt = StoredTime.Read(UpdatedAt),
    };
}
