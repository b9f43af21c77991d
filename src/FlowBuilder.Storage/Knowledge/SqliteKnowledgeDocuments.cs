using Dapper;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>Documents of knowledge bases in the database, their bytes beside them.</summary>
internal sealed class SqliteKnowledgeDocuments(SqliteDatabase database, TimeProvider clock) : IKnowledgeDocuments
{
    private const string IsUnfinished = "state NOT IN ('ready', 'failed', 'cancelled')";
    private const string Stop = "UPDATE knowledge_documents SET state = 'cancelled', turn = turn + 1, updated_at = @now";

    public async ValueTask<IReadOnlyList<KnowledgeDocument>?> AddAsync(
        string baseId, IReadOnlyList<KnowledgeUpload> uploads, CancellationToken cancellationToken)
    {
        var documents = uploads.Select(StoredUpload.Of).ToList();
        var now = StoredTime.Write(clock.GetUtcNow());
        return await database.WriteAsync<IReadOnlyList<KnowledgeDocument>?>(
            connection =>
            {
                if (KnowledgeSql.BaseOf(connection, baseId) is not { } number) return null;
                return [.. documents.Select(document => Find(connection, document.Store(connection, number, now))!.ToDocument())];
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<KnowledgeDocument?> FindAsync(string baseId, string id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<KnowledgeDocumentRow>(
                $"{KnowledgeDocumentRow.Select} WHERE b.id = @baseId AND d.id = @id", new { baseId, id }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToDocument();
    }

    public async ValueTask<IReadOnlyList<KnowledgeDocument>> ListAsync(
        string baseId, KnowledgeDocumentState? state, int skip, int take, CancellationToken cancellationToken)
    {
        var asked = new { baseId, state = state is { } known ? StoredName.Of(known) : null, skip, take };
        var rows = await database.ReadAsync(
            connection => connection.Query<KnowledgeDocumentRow>(
                $"{KnowledgeDocumentRow.Select} WHERE b.id = @baseId AND (@state IS NULL OR d.state = @state) ORDER BY d.number DESC LIMIT @take OFFSET @skip",
                asked),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToDocument())];
    }

    public async ValueTask<KnowledgeDocumentPage> FindAsync(
        string baseId, KnowledgeDocumentFilter filter, int skip, int take, CancellationToken cancellationToken)
    {
        var state = filter.State switch
        {
            null => "",
            KnowledgeDocumentGroup.Unfinished => $"AND d.{IsUnfinished}",
            { } known => $"AND d.state = '{StoredName.Of(known)}'",
        };
        var name = filter.Name.Length == 0 ? "" : "AND (d.title LIKE @name ESCAPE '!' OR d.source LIKE @name ESCAPE '!')";
        var where = $"WHERE b.id = @baseId {state} {name}";
        var asked = new { baseId, name = $"%{filter.Name.Replace("!", "!!").Replace("%", "!%").Replace("_", "!_")}%", skip, take };
        return await database.ReadAsync(
            connection =>
            {
                using var view = connection.BeginTransaction(deferred: true);
                var rows = connection.Query<KnowledgeDocumentRow>($"{KnowledgeDocumentRow.Select} {where} ORDER BY d.number DESC LIMIT @take OFFSET @skip", asked);
                var total = connection.ExecuteScalar<int>($"SELECT count(*) FROM knowledge_documents d JOIN knowledge_bases b ON b.number = d.base {where}", asked);
                return new KnowledgeDocumentPage([.. rows.Select(row => row.ToDocument())], total);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ReadOnlyMemory<byte>?> ContentAsync(string baseId, string id, CancellationToken cancellationToken)
    {
        var content = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<byte[]>(
                """
                SELECT f.content FROM knowledge_files f JOIN knowledge_documents d ON d.hash = f.hash JOIN knowledge_bases b ON b.number = d.base
                WHERE b.id = @baseId AND d.id = @id
                """,
                new { baseId, id }),
            cancellationToken).ConfigureAwait(false);
        return content is null ? null : content.AsMemory();
    }

    public async ValueTask<bool> DeleteAsync(string baseId, string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                var found = connection.QuerySingleOrDefault<(long Base, long Number, byte[] Hash)?>(
                    "SELECT d.base, d.number, d.hash FROM knowledge_documents d JOIN knowledge_bases b ON b.number = d.base WHERE b.id = @baseId AND d.id = @id",
                    new { baseId, id });
                if (found is not { } document) return false;
                connection.Execute(
                    """
                    DELETE FROM knowledge_vectors WHERE hash IN (SELECT hash FROM knowledge_chunks WHERE document = @Number)
                        AND NOT EXISTS (SELECT 1 FROM knowledge_chunks c WHERE c.hash = knowledge_vectors.hash AND c.document <> @Number)
                    """,
                    new { document.Number });
                KnowledgeSql.RemoveChunks(connection, document.Base, document.Number);
                connection.Execute("DELETE FROM knowledge_documents WHERE number = @Number", new { document.Number });
                KnowledgeSql.RemoveFile(connection, document.Hash);
                KnowledgeSql.Stamp(connection, document.Base);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    public ValueTask<bool> RetryAsync(string baseId, string id, CancellationToken cancellationToken) =>
        ChangeAsync(baseId, id, $"UPDATE knowledge_documents SET {KnowledgeSql.PutInLine}", "state IN ('failed', 'cancelled')", cancellationToken);

    public ValueTask<int> RetryAllAsync(string baseId, KnowledgeDocumentGroup group, CancellationToken cancellationToken) => ChangeAllAsync(
        baseId,
        $"UPDATE knowledge_documents SET {KnowledgeSql.PutInLine}",
        group switch
        {
            KnowledgeDocumentGroup.Failed => "state = 'failed'",
            KnowledgeDocumentGroup.Cancelled => "state = 'cancelled'",
            _ => throw new ArgumentOutOfRangeException(nameof(group)),
        },
        cancellationToken);

    public ValueTask<int> CancelAllAsync(string baseId, CancellationToken cancellationToken) => ChangeAllAsync(baseId, Stop, IsUnfinished, cancellationToken);

    public ValueTask<bool> CancelAsync(string baseId, string id, CancellationToken cancellationToken) =>
        ChangeAsync(baseId, id, Stop, IsUnfinished, cancellationToken);

    public async ValueTask<int> ReindexAsync(string baseId, string? id, CancellationToken cancellationToken)
    {
        var row = new { baseId, id, now = StoredTime.Write(clock.GetUtcNow()) };
        return await database.WriteAsync(
            connection => connection.Execute(
                $"""
                UPDATE knowledge_documents SET {KnowledgeSql.PutInLine}
                WHERE base = (SELECT number FROM knowledge_bases WHERE id = @baseId) AND (@id IS NULL OR id = @id)
                    AND state IN ('ready', 'failed', 'cancelled')
                """,
                row),
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<int> ChangeAllAsync(string baseId, string update, string where, CancellationToken cancellationToken)
    {
        var row = new { baseId, now = StoredTime.Write(clock.GetUtcNow()) };
        return await database.WriteAsync(
            connection => connection.Execute($"{update} WHERE base = (SELECT number FROM knowledge_bases WHERE id = @baseId) AND {where}", row),
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> ChangeAsync(string baseId, string id, string update, string where, CancellationToken cancellationToken)
    {
        var row = new { baseId, id, now = StoredTime.Write(clock.GetUtcNow()) };
        return await database.WriteAsync(
            connection => connection.Execute(
                $"{update} WHERE base = (SELECT number FROM knowledge_bases WHERE id = @baseId) AND id = @id AND {where}", row) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    private static KnowledgeDocumentRow? Find(SqliteConnection connection, long number) =>
        connection.QuerySingleOrDefault<KnowledgeDocumentRow>($"{KnowledgeDocumentRow.Select} WHERE d.number = @number", new { number });
}
