using System.Runtime.CompilerServices;
using Dapper;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Storage.Publishing.Deliveries;
using FlowBuilder.Storage.Runs.Unfinished;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Runs;

/// <summary>Runs in the database: a row each, their events in chunks, large values once for all runs.</summary>
internal sealed class SqliteRunArchive(SqliteDatabase database, SharedRows shared, OutboxBell bell, TimeProvider clock) : IRunArchive
{
    private const int MostInList = 1000;

    public async ValueTask SaveAsync(RunRecord run, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        var row = RunRow.From(run);
        var chunks = EventChunks.From(events);
        var usage = run.FlowId is null ? [] : run.NodeUsage.Select(NodeUsageRow.From).ToList();
        var now = StoredTime.Write(clock.GetUtcNow());

        // The end of a run, what is to be told of it, and that it is no longer unfinished are one write: none is ever there without the others.
        var told = await database.WriteAsync(
            connection =>
            {
                UnfinishedSql.Delete(connection, run.RunId);
                return RunSql.Insert(connection, row, chunks, usage) ? DeliverySql.Add(connection, run, now) : 0;
            },
            cancellationToken).ConfigureAwait(false);
        shared.Leave(run.RunId);
        if (told > 0) bell.Ring();
    }

    public async ValueTask<RunRecord?> FindAsync(string runId, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<RunRow>($"SELECT {RunRow.Columns} FROM runs WHERE id = @runId", new { runId }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToRecord();
    }

    /// <remarks>Holds one chunk at a time, and no connection while the reader is busy with it.</remarks>
    public async IAsyncEnumerable<RunEvent> ReadAsync(
        string runId, long afterSeq, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var after = afterSeq;
            var chunk = await database.ReadAsync(connection => RunSql.NextChunk(connection, runId, after), cancellationToken).ConfigureAwait(false);
            if (chunk is null) yield break;

            foreach (var range in EventLines.Of(chunk.Lines))
            {
                var runEvent = await ReadLineAsync(chunk.Lines.AsMemory(range), cancellationToken).ConfigureAwait(false);
                if (runEvent.Seq > after) yield return runEvent;
            }

            afterSeq = chunk.LastSeq;
        }
    }

    public async ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MostInList);
        var rows = await database.ReadAsync(connection => RunSql.List(connection, query), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToRecord())];
    }

    public async ValueTask<bool> AddFeedbackAsync(string runId, RunFeedback feedback, CancellationToken cancellationToken)
    {
        if (!(feedback.Score is >= -1 and <= 1)) throw new ArgumentOutOfRangeException(nameof(feedback), feedback.Score, "A score is from -1 to 1.");
        var row = new { runId, feedback.Score, feedback.Comment, feedback.Node, Time = StoredTime.Write(feedback.Time) };
        return await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO feedback (run, score, comment, node, time)
                SELECT number, @Score, @Comment, @Node, @Time FROM runs WHERE id = @runId
                """,
                row) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<RunFeedback>> ListFeedbackAsync(string runId, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<FeedbackRow>(
                """
                SELECT score AS Score, comment AS Comment, node AS Node, time AS Time FROM feedback
                WHERE run = (SELECT number FROM runs WHERE id = @runId) ORDER BY time, number
                """,
                new { runId }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToFeedback())];
    }

    public async ValueTask<string> ClaimKeyAsync(string key, string runId, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (from, to) = (StoredTime.Write(now), StoredTime.Write(now + lifetime));
        return await database.WriteAsync(
            connection => RunSql.ClaimKey(connection, key, runId, from, to), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RunEvent> ReadLineAsync(ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        var cuts = EventLine.Cuts(line.Span);
        var blobs = cuts.Count == 0
            ? new Dictionary<BlobHash, byte[]>()
            : await database.ReadAsync(connection => RunSql.Blobs(connection, cuts), cancellationToken).ConfigureAwait(false);
        return EventLine.Read(line.Span, cuts, blobs);
    }
}
