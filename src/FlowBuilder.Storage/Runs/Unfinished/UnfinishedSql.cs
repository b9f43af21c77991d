using Dapper;
using FlowBuilder.Core.Execution.Durability;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Runs.Unfinished;

/// <summary>The statements of unfinished runs.</summary>
internal static class UnfinishedSql
{
    /// <summary>Adds a run with its first events; one that is there already stays as it is.</summary>
    public static bool Insert(SqliteConnection connection, UnfinishedRun run, byte[] flow, byte[] document, EventChunks events)
    {
        connection.Execute("INSERT INTO unfinished_flows (hash, document) VALUES (@flow, @document) ON CONFLICT (hash) DO NOTHING", new { flow, document });
        var added = connection.Execute(
            "INSERT INTO unfinished_runs (id, flow, start, deaths, is_at_rest) VALUES (@RunId, @flow, @Start, @Deaths, @IsAtRest) ON CONFLICT (id) DO NOTHING",
            new { run.RunId, flow, run.Start, run.Deaths, IsAtRest = run.IsAtRest ? 1 : 0 });
        if (added > 0) Append(connection, run.RunId, events);
        return added > 0;
    }

    /// <summary>Adds events to a run; nothing where it is not among the unfinished.</summary>
    public static void Append(SqliteConnection connection, string runId, EventChunks events)
    {
        var run = connection.ExecuteScalar<long?>("SELECT number FROM unfinished_runs WHERE id = @runId", new { runId });
        if (run is null) return;
        foreach (var (hash, content) in events.Blobs)
        {
            connection.Execute(
                """
                INSERT INTO blobs (hash, content) VALUES (@hash, @content) ON CONFLICT (hash) DO NOTHING;
                INSERT INTO unfinished_blobs (run, hash) VALUES (@run, @hash) ON CONFLICT DO NOTHING
                """,
                new { run, hash = hash.ToBytes(), content });
        }

        foreach (var chunk in events.Chunks)
            connection.Execute("INSERT INTO unfinished_events (run, last_seq, lines) VALUES (@run, @LastSeq, @Lines)", new { run, chunk.LastSeq, chunk.Lines });
    }

    /// <summary>Takes a run off, with the flow that no other needs.</summary>
    public static void Delete(SqliteConnection connection, string runId)
    {
        var flow = connection.ExecuteScalar<byte[]?>("DELETE FROM unfinished_runs WHERE id = @runId RETURNING flow", new { runId });
        if (flow is null) return;
        connection.Execute("DELETE FROM unfinished_flows WHERE hash = @flow AND NOT EXISTS (SELECT 1 FROM unfinished_runs WHERE flow = @flow)", new { flow });
    }

    public static IEnumerable<UnfinishedRunRow> List(SqliteConnection connection) => connection.Query<UnfinishedRunRow>(
        """
        SELECT id AS Id, document AS Document, start AS Start, deaths AS Deaths, is_at_rest AS IsAtRest
        FROM unfinished_runs JOIN unfinished_flows ON hash = flow ORDER BY number
        """);

    public static IEnumerable<byte[]> Lines(SqliteConnection connection, string runId) => connection.Query<byte[]>(
        "SELECT lines FROM unfinished_events WHERE run = (SELECT number FROM unfinished_runs WHERE id = @runId) ORDER BY last_seq", new { runId });

    public static int Note(SqliteConnection connection, IEnumerable<UnfinishedRun> runs) => connection.Execute(
        "UPDATE unfinished_runs SET deaths = @Deaths, is_at_rest = @IsAtRest WHERE id = @RunId",
        runs.Select(run => new { run.RunId, run.Deaths, IsAtRest = run.IsAtRest ? 1 : 0 }));
}
