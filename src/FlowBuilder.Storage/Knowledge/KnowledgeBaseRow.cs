using FlowBuilder.Core.Knowledge;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>A knowledge base as its row has it, with what is counted of its documents.</summary>
internal sealed class KnowledgeBaseRow
{
    public const string Select =
        """
        SELECT b.id AS Id, b.name AS Name, b.description AS Description, b.settings AS Settings, b.revision AS Revision,
            b.created_at AS CreatedAt, b.updated_at AS UpdatedAt, count(d.number) AS Documents,
            count(*) FILTER (WHERE d.state = 'ready') AS Ready, count(*) FILTER (WHERE d.state = 'failed') AS Failed,
            count(*) FILTER (WHERE d.state = 'cancelled') AS Cancelled, coalesce(sum(d.chunks), 0) AS Chunks, coalesce(sum(d.bytes), 0) AS Bytes
        FROM knowledge_bases b LEFT JOIN knowledge_documents d ON d.base = b.number
        """;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public required string Settings { get; init; }

    public long Revision { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public long Documents { get; init; }

    public long Ready { get; init; }

    public long Failed { get; init; }

    public long Cancelled { get; init; }

    public long Chunks { get; init; }

    public long Bytes { get; init; }

    public KnowledgeBaseSummary ToSummary() => new(
        new KnowledgeBase
        {
            Id = Id,
            Name = Name,
            Description = Description,
            Settings = KnowledgeJson.Read<KnowledgeSettings>(Settings),
            Revision = Revision,
            CreatedAt = StoredTime.Read(CreatedAt),
            UpdatedAt = StoredTime.Read(UpdatedAt),
        },
        new KnowledgeCounts(
            (int)Documents, (int)(Documents - Ready - Failed - Cancelled), (int)Ready, (int)Failed, (int)Cancelled, (int)Chunks, Bytes));
}
