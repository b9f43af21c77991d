using Dapper;
using FlowBuilder.Core.Execution.Durability;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Runs.Unfinished;

/// <summary>The statements of unfinished runs.</summary>
internal static class UnfinishedSql
{
    /// <summary>Adds a flow; one that is there already stays.</summary>
    public static void InsertFlow(SqliteConnection connection, byte[] flow, byte[] document) => connection.Execute(
        "INSERT INTO unfinished_flows (hash, document) VALUES (@flow, @document) ON CONFLICT (hash) DO NOTHING", new { flow, document });

    /// <summary>Adds a run with its first events; one that is there already stays as it is.</summary>
    public static bool Insert(SqliteConnection connection, UnfinishedRun run, byte[] flow, EventChunks events)
    {
        var added = connection.Execute(
            """
            INSERT INTO unfinished_runs (id, flow, start, lines, deaths, is_at_rest) VALUES (@RunId, @flow, @Start, @lines, @Deaths, @IsAtRest)
            ON CONFLICT (id) DO NOTHING
            """,
            new
            {
                run.RunId,
                flow,
                run.Start,
                lines = events.Chunks is [var only] ? only.Lines : [.. events.Chunks.SelectMany(chunk => chunk.Lines)],
                run.Deaths,
                IsAtRest = run.IsAtRest ? 1 : 0,
            });
        if (added > 0 && events.Blobs.Count > 0) AddBlobs(connection, connection.ExecuteScalar<long>("SELECT last_insert_rowid()"), events);
        return added > 0;
    }

    /// <summary>Adds events to a run; nothing where it is not among the unfinished.</summary>
    public static void Append(SqliteConnection connection, string runId, EventChunks events)
    {
        if (connection.ExecuteScalar<long?>("SELECT number FROM unfinished_runs WHERE id = @runId", new { runId }) is not { } run) return;
        AddBlobs(connection, run, events);
        foreach (var chunk in events.Chunks)
            connection.Execute("INSERT INTO unfinished_events (run, last_seq, lines) VALUES (@run, @LastSeq, @Lines)", new { run, chunk.LastSeq, chunk.Lines });
    }

    /// <summary>Takes a run off.</summary>
    public static void Delete(SqliteConnection connection, string runId) =>
        connection.Execute("DELETE FROM unfinished_runs WHERE id = @runId", new { runId });

    /// <summary>Removes the flows that no run needs.</summary>
    public static void ClearFlows(SqliteConnection connection) =>
        connection.Execute("DELETE FROM unfinished_flows WHERE hash NOT IN (SELECT flow FROM unfinished_runs)");

    public static IEnumerable<UnfinishedRunRow> List(SqliteConnection connection) => connection.Query<UnfinishedRunRow>(
        """
        SELECT id AS Id, document AS Document, start AS Start, deaths AS Deaths, is_at_rest AS IsAtRest
        FROM unfinished_runs JOIN unfinished_flows ON hash = flow ORDER BY number
        """);

    public static IEnumerable<byte[]> Lines(SqliteConnection connection, string runId) => connection.Query<byte[]>(
        """
        SELECT lines FROM
        (
            SELECT 0 AS last_seq, lines FROM unfinished_runs WHERE id = @runId
            UNION ALL
            SELECT last_seq, lines FROM unfinished_events WHERE run = (SELECT number FROM unfinished_runs WHERE id = @runId)
        )
        ORDER BY last_seq
        """,
        new { runId });

    public static int Note(SqliteConnection connection, IEnumerable<UnfinishedRun> runs) => connection.Execute(
        "UPDATE unfinished_runs SET deaths = @Deaths, is_at_rest = @IsAtRest WHERE id = @RunId",
        runs.Select(run => new { run.RunId, run.Deaths, IsAtRest = run.IsAtRest ? 1 : 0 }));

    private static void AddBlobs(SqliteConnection connection, long run, EventChunks events)
    {
        foreach (var (hash, content) in events.Blobs)
        {
            connection.Execute(
                """
                INSERT INTO blobs (hash, content) VALUES (@hash, @content) ON CONFLICT (hash) DO NOTHING;
                INSERT INTO unfinished_blobs (run, hash) VALUES (@run, @hash) ON CONFLICT DO NOTHING
                """,
                new { run, hash = hash.ToBytes(), content });
        }
    }
}
