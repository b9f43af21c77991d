using FlowBuilder.Core.Publishing;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Publishing;

/// <summary>A published version as its row has it.</summary>
internal sealed class VersionRow
{
    /// <summary>Without the document, which a list does not read.</summary>
    public const string Columns = "v.flow_id AS FlowId, v.number AS Number, v.note AS Note, v.content_hash AS ContentHash, v.published_at AS PublishedAt";

    public required string FlowId { get; init; }

    public long Number { get; init; }

    public required string Note { get; init; }

    public required string ContentHash { get; init; }

    public required string PublishedAt { get; init; }

    public byte[] Document { get; init; } = [];

    public FlowVersion ToVersion() => new(FlowId, (int)Number, StoredTime.Read(PublishedAt), Note, ContentHash);
}
