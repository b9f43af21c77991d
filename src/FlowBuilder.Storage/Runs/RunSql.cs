using Dapper;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using System.Text.Json;

namespace FlowBuilder.Storage.Runs;

/// <summary>The statements of the archive.</summary>
internal static class RunSql
{
    /// <summary>Adds a run with its events; a run that is there already stays as it is.</summary>
    public static bool Insert(SqliteConnection connection, RunRow row, EventChunks events, IReadOnlyList<NodeUsageRow> usage)
    {
        var added = connection.Execute(
            """
            INSERT INTO runs (id, flow_id, flow_name, semantic_hash, session, endpoint, endpoint_version, status, started_at, duration_ms, usage, fault, failed_node)
            VALUES (@Id, @FlowId, @FlowName, @SemanticHash, @Session, @Endpoint, @EndpointVersion, @Status, @StartedAt, @DurationMs, @Usage, @Fault, @FailedNode)
            ON CONFLICT (id) DO NOTHING
            """,
            row);
        if (added == 0) return false;

        var run = connection.ExecuteScalar<long>("SELECT last_insert_rowid()");
        foreach (var (hash, content) in events.Blobs)
        {
            connection.Execute(
                """
                INSERT INTO blobs (hash, content) VALUES (@hash, @content) ON CONFLICT (hash) DO NOTHING;
                INSERT INTO run_blobs (run, hash) VALUES (@run, @hash)
                """,
                new { run, hash = hash.ToBytes(), content });
        }

        foreach (var chunk in events.Chunks)
        {
            connection.Execute(
                "INSERT INTO event_chunks (run, first_seq, last_seq, lines) VALUES (@run, @FirstSeq, @LastSeq, @Lines)",
                new { run, chunk.FirstSeq, chunk.LastSeq, chunk.Lines });
        }

        foreach (var node in usage)
        {
            connection.Execute(
                "INSERT INTO node_usage (run, flow_id, node, fingerprint, usage) VALUES (@run, @FlowId, @Node, @Fingerprint, @Usage) ON CONFLICT DO NOTHING",
                new { run, row.FlowId, node.Node, node.Fingerprint, node.Usage });
        }

        return true;
    }

    /// <summary>The first chunk that holds an event above a number, or null.</summary>
    public static EventChunk? NextChunk(SqliteConnection connection, string runId, long afterSeq) =>
        connection.QueryFirstOrDefault<EventChunk>(
            """
            SELECT first_seq AS FirstSeq, last_seq AS LastSeq, lines AS Lines FROM event_chunks
            WHERE run = (SELECT number FROM runs WHERE id = @runId) AND last_seq > @afterSeq
            ORDER BY last_seq LIMIT 1
            """,
            new { runId, afterSeq });

    public static IReadOnlyDictionary<BlobHash, byte[]> Blobs(SqliteConnection connection, IEnumerable<EventCut> cuts) =>
        cuts.Select(cut => new BlobHash(cut.Hash)).Distinct().ToDictionary(
            hash => hash,
            hash => connection.QuerySingle<byte[]>("SELECT content FROM blobs WHERE hash = @hash", new { hash = hash.ToBytes() }));

    public static IEnumerable<RunRow> List(SqliteConnection connection, RunQuery query)
    {
        var conditions = new List<string>();
        if (query.FlowId is not null) conditions.Add("flow_id = @FlowId");
        if (query.Flows is not null) conditions.Add("flow_id IN (SELECT value FROM json_each(@Flows))");
        if (query.Status is not null) conditions.Add("status = @Status");
        if (query.Session is not null) conditions.Add("session = @Session");
        if (query.Endpoint is not null) conditions.Add("endpoint = @Endpoint");
        if (query.IsOwn) conditions.Add("endpoint IS NULL");
        if (query.Before is not null) conditions.Add("started_at < @Before");
        var where = conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";
        return connection.Query<RunRow>(
            $"SELECT {RunRow.Columns} FROM runs {where} ORDER BY started_at DESC, number DESC LIMIT @Limit",
            new
            {
                query.FlowId,
                Flows = query.Flows is null ? null : JsonSerializer.Serialize(query.Flows),
                Status = query.Status is { } status ? StoredName.Of(status) : null,
                query.Session,
                query.Endpoint,
                Before = query.Before is { } before ? StoredTime.Write(before) : null,
                query.Limit,
            });
    }

    /// <summary>Takes a key unless it is taken and not yet forgotten; answers whose it is.</summary>
    public static string ClaimKey(SqliteConnection connection, string key, string runId, string now, string expiry)
    {
        connection.Execute(
            """
            DELETE FROM idempotency_keys WHERE expires_at <= @now;
            INSERT INTO idempotency_keys (key, run_id, expires_at) VALUES (@key, @runId, @expiry) ON CONFLICT (key) DO NOTHING
            """,
            new { key, runId, now, expiry });
        return connection.QuerySingle<string>("SELECT run_id FROM idempotency_keys WHERE key = @key", new { key });
    }
}
