using Dapper;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Knowledge;

/// <summary>The line of documents in the database.</summary>
internal sealed class SqliteKnowledgeWork(SqliteDatabase database, TimeProvider clock) : IKnowledgeWork
{
    private const string OfTicket = "number = @Number AND turn = @Turn AND state NOT IN ('waiting', 'ready', 'failed', 'cancelled')";

    public async ValueTask<int> RecoverAsync(CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("UPDATE knowledge_documents SET state = 'waiting' WHERE state IN ('loading', 'splitting', 'embedding')"),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<KnowledgeTicket>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var row = new { most, now = StoredTime.Write(clock.GetUtcNow()) };
        var claimed = await database.WriteAsync(
            connection =>
            {
                var numbers = connection.Query<long>(
                    """
                    UPDATE knowledge_documents SET state = 'loading', attempts = attempts + 1, updated_at = @now
                    WHERE number IN (SELECT number FROM knowledge_documents WHERE state = 'waiting' ORDER BY number LIMIT @most)
                    RETURNING number
                    """,
                    row).ToArray();
                return numbers.Length == 0
                    ? []
                    : connection.Query<KnowledgeDocumentRow>($"{KnowledgeDocumentRow.Select} WHERE d.number IN @numbers ORDER BY d.number", new { numbers }).ToArray();
            },
            cancellationToken).ConfigureAwait(false);
        return [.. claimed.Select(document => document.ToTicket())];
    }

    public async ValueTask<bool> AdvanceAsync(
        KnowledgeTicket ticket, KnowledgeDocumentState state, int chunksToEmbed, int chunksEmbedded, CancellationToken cancellationToken)
    {
        var row = new
        {
            ticket.Number,
            ticket.Turn,
            state = StoredName.Of(state),
            chunksToEmbed,
            chunksEmbedded,
            now = StoredTime.Write(clock.GetUtcNow()),
        };
        return await database.WriteAsync(
            connection => connection.Execute(
                $"UPDATE knowledge_documents SET state = @state, to_embed = @chunksToEmbed, embedded = @chunksEmbedded, updated_at = @now WHERE {OfTicket}",
                row) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<ChunkEdit>> EditsAsync(KnowledgeTicket ticket, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<(byte[] Original, string? Text, long IsEnabled, long Occurrence)>(
                """
                SELECT original, CASE WHEN is_edited = 1 THEN text END, is_enabled, occurrence FROM (
                    SELECT *, row_number() OVER (PARTITION BY original ORDER BY ordinal) AS occurrence FROM knowledge_chunks WHERE document = @Number)
                WHERE is_edited = 1 OR is_enabled = 0 ORDER BY ordinal
                """,
                new { ticket.Number }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new ChunkEdit(new TextHash(Convert.ToHexStringLower(row.Original)), row.Text, row.IsEnabled != 0, (int)row.Occurrence))];
    }

    public async ValueTask<IReadOnlySet<TextHash>> EmbeddedAsync(string model, IReadOnlyCollection<TextHash> texts, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => texts.Distinct().Where(text => HasVector(connection, model, text.ToBytes())).ToHashSet(),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask KeepAsync(string model, IReadOnlyList<KeyValuePair<TextHash, float[]>> vectors, CancellationToken cancellationToken)
    {
        var rows = vectors.Select(vector => new { model, Hash = vector.Key.ToBytes(), Dimensions = vector.Value.Length, Vector = VectorBytes.Of(vector.Value) }).ToList();
        await database.WriteAsync(
            connection => connection.Execute(
                "INSERT INTO knowledge_vectors (model, hash, dimensions, vector) VALUES (@model, @Hash, @Dimensions, @Vector) ON CONFLICT DO NOTHING", rows),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<int?> DimensionsAsync(string model, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection => connection.QueryFirstOrDefault<int?>("SELECT dimensions FROM knowledge_vectors WHERE model = @model LIMIT 1", new { model }),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<FinishOutcome> FinishAsync(
        KnowledgeTicket ticket, string model, IReadOnlyList<NewChunk> chunks, CancellationToken cancellationToken)
    {
        var row = new { ticket.Number, ticket.Turn, model, chunks.Count, now = StoredTime.Write(clock.GetUtcNow()) };
        return await database.WriteAsync(
            connection =>
            {
                var number = connection.QuerySingleOrDefault<long?>($"SELECT base FROM knowledge_documents WHERE {OfTicket}", row);
                if (number is not { } baseNumber) return FinishOutcome.Void;
                if (chunks.Any(chunk => !HasVector(connection, model, chunk.Hash.ToBytes()))) return FinishOutcome.VectorsMissing;
                KnowledgeSql.RemoveChunks(connection, baseNumber, ticket.Number);
                var sections = new SectionRows(connection, ticket.Number);
                for (var i = 0; i < chunks.Count; i++) KnowledgeSql.Insert(connection, baseNumber, ticket.Number, i + 1, chunks[i], sections.Add(chunks[i].Section));
                connection.Execute(
                    """
                    UPDATE knowledge_documents SET state = 'ready', model = @model, chunks = @Count, to_embed = @Count, embedded = @Count, fault = NULL,
                        updated_at = @now
                    WHERE number = @Number
                    """,
                    row);
                KnowledgeSql.Stamp(connection, baseNumber);
                return FinishOutcome.Ready;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> FailAsync(KnowledgeTicket ticket, KnowledgeFault fault, CancellationToken cancellationToken)
    {
        var row = new { ticket.Number, ticket.Turn, fault = KnowledgeJson.Write(fault), now = StoredTime.Write(clock.GetUtcNow()) };
        return await database.WriteAsync(
            connection => connection.Execute(
                $"UPDATE knowledge_documents SET state = 'failed', fault = @fault, updated_at = @now WHERE {OfTicket}", row) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    // A vector of a document that is not ready yet belongs to no chunk; so does one that a failed document may want again.
    public async ValueTask<bool> SweepAsync(CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                if (connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM knowledge_documents WHERE state <> 'ready')") != 0) return false;
                connection.Execute(
                    """
                    DELETE FROM knowledge_vectors WHERE NOT EXISTS (
                        SELECT 1 FROM knowledge_chunks c JOIN knowledge_documents d ON d.number = c.document
                        WHERE c.hash = knowledge_vectors.hash AND d.model = knowledge_vectors.model)
                    """);
                return true;
            },
            cancellationToken).ConfigureAwait(false);

    private static bool HasVector(SqliteConnection connection, string model, byte[] hash) => connection.ExecuteScalar<long>(
        "SELECT EXISTS (SELECT 1 FROM knowledge_vectors WHERE model = @model AND hash = @hash)", new { model, hash }) != 0;
}
