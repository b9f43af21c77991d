using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Dapper;
using FlowBuilder.Core.Knowledge;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>An upload, hashed, on its way into the database.</summary>
internal sealed record StoredUpload(KnowledgeUpload Upload, byte[] Hash, byte[] Content, string Metadata)
{
    public static StoredUpload Of(KnowledgeUpload upload)
    {
        var content = MemoryMarshal.TryGetArray(upload.Content, out var array) && array.Offset == 0 && array.Count == array.Array!.Length
            ? array.Array
            : upload.Content.ToArray();
        return new StoredUpload(upload, SHA256.HashData(content), content, KnowledgeJson.Write(upload.Metadata));
    }

    /// <summary>Stores it and puts it in line, unless it is there just so already.</summary>
    /// <returns>The document's number.</returns>
    public long Store(SqliteConnection connection, long baseNumber, string now)
    {
        var row = new
        {
            baseNumber,
            Id = Upload.Id ?? Guid.CreateVersion7().ToString("N"),
            Upload.Title,
            Upload.Source,
            Upload.MediaType,
            Metadata,
            Hash,
            Content,
            Bytes = Content.LongLength,
            now,
        };
        var there = Find(connection, baseNumber);
        connection.Execute("INSERT INTO knowledge_files (hash, content) VALUES (@Hash, @Content) ON CONFLICT DO NOTHING", row);
        if (there is not { } known)
        {
            return connection.QuerySingle<long>(
                """
                INSERT INTO knowledge_documents (base, id, title, source, media_type, metadata, hash, bytes, state, added_at, updated_at)
                VALUES (@baseNumber, @Id, @Title, @Source, @MediaType, @Metadata, @Hash, @Bytes, 'waiting', @now, @now)
                RETURNING number
                """,
                row);
        }

        var changed = connection.Execute(
            $"""
            UPDATE knowledge_documents SET title = @Title, source = @Source, media_type = @MediaType, metadata = @Metadata, hash = @Hash,
                bytes = @Bytes, {KnowledgeSql.PutInLine}
            WHERE number = @Number AND (hash <> @Hash OR title <> @Title OR source <> @Source OR media_type <> @MediaType
                OR metadata <> @Metadata OR state IN ('failed', 'cancelled'))
            """,
            new { known.Number, row.Title, row.Source, row.MediaType, row.Metadata, row.Hash, row.Bytes, row.now });
        if (changed > 0) KnowledgeSql.RemoveFile(connection, known.Hash);
        return known.Number;
    }

    private (long Number, byte[] Hash)? Find(SqliteConnection connection, long baseNumber)
    {
        var where = Upload switch
        {
            { Id: not null } => "id = @Id",
            { Source.Length: > 0 } => "source = @Source",
            _ => "source = '' AND hash = @Hash",
        };
        return connection.QueryFirstOrDefault<(long, byte[])?>(
            $"SELECT number, hash FROM knowledge_documents WHERE base = @baseNumber AND {where} ORDER BY number DESC",
            new { baseNumber, Upload.Id, Upload.Source, Hash });
    }
}
