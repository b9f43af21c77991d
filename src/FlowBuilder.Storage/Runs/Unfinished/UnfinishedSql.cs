using Dapper;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Runs.Unfinished;

/// <summary>The statements of unfinished runs.</summary>
internal static class UnfinishedSql
{
    /// <summary>Adds a flow; one that is there already stays.</summary>
    public static void InsertFlow(SqliteConnection connection, byte[] flow, byte[] document) => connection.Run(
        "INSERT INTO unfinished_flows (hash, document) VALUES (@flow, @document) ON CONFLICT (hash) DO NOTHING", ("@flow", flow), ("@document", document));

    /// <summary>Adds a run with its first events; one that is there already stays as it is.</summary>
    public static bool Insert(SqliteConnection connection, UnfinishedRun run, byte[] flow, EventChunks events)
    {
        var added = connection.Run(
            """
            INSERT INTO unfinished_runs (id, flow, start, lines, deaths, is_at_rest) VALUES (@id, @flow, @start, @lines, @deaths, @isAtRest)
            ON CONFLICT (id) DO NOTHING
            """,
            ("@id", run.RunId),
            ("@flow", flow),
            ("@start", run.Start),
            ("@lines", events.Chunks is [var only] ? only.Lines : events.Chunks.SelectMany(chunk => chunk.Lines).ToArray()),
            ("@deaths", run.Deaths),
            ("@isAtRest", run.IsAtRest ? 1 : 0));
        if (added > 0) AddBlobs(connection, run.RunId, events);
        return added > 0;
    }

    /// <summary>Adds events to a run; nothing where it is not among the unfinished.</summary>
    public static void Append(SqliteConnection connection, string runId, EventChunks events)
    {
        foreach (var chunk in events.Chunks) Append(connection, runId, chunk.LastSeq, chunk.Lines);
        AddBlobs(connection, runId, events);
    }

    /// <summary>Adds events to a run that lay in rows with those of others, after all that it has; nothing where it is not among the unfinished.</summary>
    public static void Append(SqliteConnection connection, string runId, IReadOnlyList<byte[]> lines)
    {
        var joined = new MemoryStream();
        foreach (var part in lines) joined.Write(part);
        var last = connection.ExecuteScalar<long?>(
            "SELECT max(last_seq) FROM unfinished_events WHERE run = (SELECT number FROM unfinished_runs WHERE id = @runId)", new { runId });
        Append(connection, runId, (last ?? 0) + 1, joined.ToArray());
    }

    // A row with the same number has no event that is not written again: what comes once more comes whole.
    private static void Append(SqliteConnection connection, string runId, long lastSeq, byte[] lines) => connection.Run(
        """
        INSERT INTO unfinished_events (run, last_seq, lines) SELECT number, @lastSeq, @lines FROM unfinished_runs WHERE id = @runId
        ON CONFLICT (run, last_seq) DO UPDATE SET lines = excluded.lines
        """,
        ("@runId", runId),
        ("@lastSeq", lastSeq),
        ("@lines", lines));

    /// <summary>Adds a row that many runs share.</summary>
    /// <returns>Its number, higher than that of any other.</returns>
    public static long AddShared(SqliteConnection connection, byte[] entries)
    {
        connection.Run("INSERT INTO unfinished_groups (entries) VALUES (@entries)", ("@entries", entries));
        return SQLitePCL.raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    /// <summary>Whether there are rows that many runs share.</summary>
    public static bool HasShared(SqliteConnection connection) => connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM unfinished_groups)");

    /// <summary>The rows that many runs share, in the order in which they were written.</summary>
    public static IEnumerable<byte[]> Shared(SqliteConnection connection) => connection.Query<byte[]>("SELECT entries FROM unfinished_groups ORDER BY number");

    /// <summary>Removes a row that many runs share.</summary>
    public static int DeleteShared(SqliteConnection connection, long number) => connection.Run("DELETE FROM unfinished_groups WHERE number = @number", ("@number", number));

    /// <summary>Removes all rows that many runs share.</summary>
    public static int DeleteAllShared(SqliteConnection connection) => connection.Execute("DELETE FROM unfinished_groups");

    /// <summary>Takes a run off.</summary>
    public static void Delete(SqliteConnection connection, string runId) =>
        connection.Run("DELETE FROM unfinished_runs WHERE id = @runId", ("@runId", runId));

    /// <summary>Removes the flows that no run needs.</summary>
    public static void ClearFlows(SqliteConnection connection) =>
        connection.Execute("DELETE FROM unfinished_flows WHERE hash NOT IN (SELECT flow FROM unfinished_runs)");

    /// <summary>The ids of all unfinished runs.</summary>
    public static IEnumerable<string> Ids(SqliteConnection connection) => connection.Query<string>("SELECT id FROM unfinished_runs");

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

    private static void AddBlobs(SqliteConnection connection, string runId, EventChunks events)
    {
        foreach (var (hash, content) in events.Blobs)
        {
            connection.Execute(
                """
                INSERT INTO blobs (hash, content) SELECT @hash, @content FROM unfinished_runs WHERE id = @runId ON CONFLICT (hash) DO NOTHING;
                INSERT INTO unfinished_blobs (run, hash) SELECT number, @hash FROM unfinished_runs WHERE id = @runId ON CONFLICT DO NOTHING
                """,
                new { runId, hash = hash.ToBytes(), content });
        }
    }
}
