using Dapper;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>Knowledge bases in the database.</summary>
internal sealed class SqliteKnowledgeStore(SqliteDatabase database, TimeProvider clock) : IKnowledgeStore
{
    public async ValueTask<bool> CreateAsync(KnowledgeBase knowledge, CancellationToken cancellationToken)
    {
        var row = new
        {
            knowledge.Id,
            knowledge.Name,
            knowledge.Description,
            Settings = KnowledgeJson.Write(knowledge.Settings),
            now = StoredTime.Write(clock.GetUtcNow()),
        };
        return await database.WriteAsync(
            connection =>
            {
                var number = connection.QuerySingleOrDefault<long?>(
                    """
                    INSERT INTO knowledge_bases (id, name, description, settings, revision, created_at, updated_at)
                    VALUES (@Id, @Name, @Description, @Settings, 1, @now, @now)
                    ON CONFLICT DO NOTHING RETURNING number
                    """,
                    row);
                if (number is not { } made) return false;
                new TermsTable(made).Create(connection);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<KnowledgeBaseSummary?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<KnowledgeBaseRow>($"{KnowledgeBaseRow.Select} WHERE b.id = @id GROUP BY b.number", new { id }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToSummary();
    }

    public async ValueTask<IReadOnlyList<KnowledgeBaseSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<KnowledgeBaseRow>($"{KnowledgeBaseRow.Select} GROUP BY b.number ORDER BY b.name, b.id"),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToSummary())];
    }

    public async ValueTask<KnowledgeBase?> SaveAsync(KnowledgeBase knowledge, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = new
        {
            knowledge.Id,
            knowledge.Name,
            knowledge.Description,
            Settings = KnowledgeJson.Write(knowledge.Settings),
            now = StoredTime.Write(now),
        };
        return await database.WriteAsync(
            connection =>
            {
                var stored = connection.QuerySingleOrDefault<KnowledgeBaseRow>($"{KnowledgeBaseRow.Select} WHERE b.id = @Id GROUP BY b.number", row)?.ToSummary().Base;
                if (stored is null) return null;
                if (stored.Revision != knowledge.Revision) throw new KnowledgeConflictException(stored.Revision);
                connection.Execute(
                    """
                    UPDATE knowledge_bases SET name = @Name, description = @Description, settings = @Settings, revision = revision + 1,
                        updated_at = @now
                    WHERE id = @Id
                    """,
                    row);
                if (stored.Settings != knowledge.Settings)
                {
                    connection.Execute(
                        $"""
                        UPDATE knowledge_documents SET {KnowledgeSql.PutInLine}
                        WHERE base = (SELECT number FROM knowledge_bases WHERE id = @Id) AND state NOT IN ('failed', 'cancelled')
                        """,
                        row);
                }

                return knowledge with { Revision = stored.Revision + 1, CreatedAt = stored.CreatedAt, UpdatedAt = now };
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                if (KnowledgeSql.BaseOf(connection, id) is not { } number) return false;
                new TermsTable(number).Drop(connection);
                connection.Execute(
                    """
                    DELETE FROM knowledge_vectors WHERE hash IN (SELECT hash FROM knowledge_chunks WHERE base = @number)
                        AND NOT EXISTS (SELECT 1 FROM knowledge_chunks c WHERE c.hash = knowledge_vectors.hash AND c.base <> @number);
                    DELETE FROM knowledge_bases WHERE number = @number;
                    DELETE FROM knowledge_files WHERE NOT EXISTS (SELECT 1 FROM knowledge_documents d WHERE d.hash = knowledge_files.hash);
                    """,
                    new { number });
                return true;
            },
            cancellationToken).ConfigureAwait(false);
}
