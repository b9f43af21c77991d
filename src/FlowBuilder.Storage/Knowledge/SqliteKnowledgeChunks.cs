using Dapper;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>Chunks in the database, found by SQLite's full-text index.</summary>
internal sealed class SqliteKnowledgeChunks(SqliteDatabase database, TimeProvider clock) : IKnowledgeChunks
{
    // SQLite takes some thousands of parameters in a statement. Where chunks are asked for by number, a + before the other conditions
    // keeps it from beginning with those: it would go through the whole knowledge base each time.
    private const int AtOnce = 500;

    public async ValueTask<IReadOnlyList<KnowledgeChunk>> ListAsync(
        string baseId, string documentId, int skip, int take, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<KnowledgeChunkRow>(
                $"{KnowledgeChunkRow.Select} WHERE b.id = @baseId AND d.id = @documentId ORDER BY c.ordinal LIMIT @take OFFSET @skip",
                new { baseId, documentId, skip, take }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToChunk())];
    }

    public async ValueTask<KnowledgeChunk?> FindAsync(string baseId, string id, CancellationToken cancellationToken)
    {
        if (KnowledgeChunkRow.PlaceOf(id) is not { } place) return null;
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<KnowledgeChunkRow>(
                $"{KnowledgeChunkRow.Select} WHERE b.id = @baseId AND d.id = @Document AND c.ordinal = @Ordinal",
                new { baseId, place.Document, place.Ordinal }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToChunk();
    }

    public async ValueTask<IReadOnlyList<KnowledgeChunk>> FindAsync(
        string baseId, IReadOnlyCollection<long> numbers, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => numbers.Chunk(AtOnce).SelectMany(some => connection.Query<KnowledgeChunkRow>(
                $"{KnowledgeChunkRow.Select} WHERE c.number IN @some AND c.is_enabled = 1 AND +b.id = @baseId", new { baseId, some })).ToList(),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToChunk())];
    }

    public async ValueTask<bool> ChangeAsync(string baseId, KnowledgeChunk chunk, NewChunk changed, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                var found = connection.QuerySingleOrDefault<(long Base, long Document, byte[] Original, string Text, long? Section)?>(
                    """
                    SELECT c.base, c.document, c.original, c.text, c.section FROM knowledge_chunks c
                    JOIN knowledge_documents d ON d.number = c.document JOIN knowledge_bases b ON b.number = d.base
                    WHERE c.number = @Number AND b.id = @baseId AND d.state IN ('ready', 'failed', 'cancelled')
                    """,
                    new { baseId, chunk.Number });
                if (found is not { } there) return false;
                new TermsTable(there.Base).Remove(connection, chunk.Number);
                connection.Execute("DELETE FROM knowledge_chunks WHERE number = @Number", new { chunk.Number });
                var section = SectionRows.Edit(connection, there.Document, there.Section, there.Text, changed.Text);
                var original = new TextHash(Convert.ToHexStringLower(there.Original));
                KnowledgeSql.Insert(connection, there.Base, there.Document, chunk.Ordinal, changed with
                {
                    Original = original,
                    IsEdited = changed.Hash != original,
                }, section);
                KnowledgeSql.Stamp(connection, there.Base);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> RestoreAsync(string baseId, KnowledgeChunk chunk, CancellationToken cancellationToken)
    {
        var row = new { baseId, chunk.Number, now = StoredTime.Write(clock.GetUtcNow()) };
        return await database.WriteAsync(
            connection =>
            {
                var inLine = connection.Execute(
                    $"""
                    UPDATE knowledge_documents SET {KnowledgeSql.PutInLine}
                    WHERE number = (SELECT document FROM knowledge_chunks WHERE number = @Number)
                        AND base = (SELECT number FROM knowledge_bases WHERE id = @baseId) AND state IN ('ready', 'failed', 'cancelled')
                    """,
                    row);
                if (inLine == 0) return false;
                connection.Execute("UPDATE knowledge_chunks SET is_edited = 0 WHERE number = @Number", row);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<KeyValuePair<long, double>>> SearchAsync(
        string baseId, KeywordTerms terms, int top, IReadOnlySet<long>? among, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                // One view of the database: another may delete the knowledge base between the two statements.
                using var view = connection.BeginTransaction(deferred: true);
                return KnowledgeSql.BaseOf(connection, baseId) is { } number ? new TermsTable(number).Search(connection, terms, top, among) : [];
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<KeyValuePair<long, string?[]>>> FactsAsync(
        string baseId, IReadOnlyList<string> fields, IReadOnlyCollection<long>? numbers, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => numbers is null
                ? ChunkFacts.Of(connection, baseId, fields, "", null).ToList()
                : [.. numbers.Chunk(AtOnce).SelectMany(some => ChunkFacts.Of(connection, baseId, fields, "AND c.number IN @some", some))],
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<long?> StampAsync(string baseId, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<long?>("SELECT stamp FROM knowledge_bases WHERE id = @baseId", new { baseId }),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<long>> NumbersAsync(string baseId, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.Query<long>(
                "SELECT number FROM knowledge_chunks WHERE base = (SELECT number FROM knowledge_bases WHERE id = @baseId) AND is_enabled = 1",
                new { baseId }).ToList(),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<KeyValuePair<long, float[]>>> VectorsAsync(
        string baseId, string model, IReadOnlyCollection<long> numbers, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => numbers.Chunk(AtOnce).SelectMany(some => connection.Query<(long Number, byte[] Vector)>(
                    """
                    SELECT c.number, v.vector FROM knowledge_chunks c CROSS JOIN knowledge_vectors v ON v.model = @model AND v.hash = c.hash
                    WHERE c.number IN @some AND +c.base = (SELECT number FROM knowledge_bases WHERE id = @baseId)
                    """,
                    new { baseId, model, some }))
                .Select(row => KeyValuePair.Create(row.Number, VectorBytes.Read(row.Vector))).ToList(),
            cancellationToken).ConfigureAwait(false);
}
