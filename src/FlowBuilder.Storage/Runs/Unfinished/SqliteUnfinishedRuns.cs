using System.Security.Cryptography;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Runs.Unfinished;

/// <summary>Unfinished runs in the database: a row each, their flows and large values once for all.</summary>
internal sealed class SqliteUnfinishedRuns(SqliteDatabase database) : IUnfinishedRuns
{
    // After so many runs the flows that none needs any more are cleared.
    private const int RunsBetweenClearings = 1000;

    private int _runs;

    public async ValueTask AddAsync(UnfinishedRun run, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        var (flow, document, chunks) = (SHA256.HashData(run.Flow.Span), run.Flow.ToArray(), EventChunks.From(events));
        var isTimeToClear = Interlocked.Increment(ref _runs) % RunsBetweenClearings == 0;
        await database.WriteAsync(
            connection =>
            {
                if (isTimeToClear) UnfinishedSql.ClearFlows(connection);
                UnfinishedSql.InsertFlow(connection, flow, document);
                return UnfinishedSql.Insert(connection, run, flow, chunks);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public void Append(IReadOnlyList<EventGroup> groups)
    {
        var written = groups.Select(group => (group.RunId, Events: EventChunks.From(group.Events))).ToList();
        database.Write(connection =>
        {
            foreach (var (runId, events) in written) UnfinishedSql.Append(connection, runId, events);
            return written.Count;
        });
    }

    public async ValueTask<IReadOnlyList<UnfinishedRun>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(connection => UnfinishedSql.List(connection).ToList(), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToRun())];
    }

    public async ValueTask<IReadOnlyList<RunEvent>> ReadAsync(string runId, CancellationToken cancellationToken) => await database.ReadAsync(
        connection => UnfinishedSql.Lines(connection, runId).SelectMany(lines => EventLines.Read(lines, cuts => RunSql.Blobs(connection, cuts))).ToList(),
        cancellationToken).ConfigureAwait(false);

    public async ValueTask NoteAsync(IReadOnlyList<UnfinishedRun> runs, CancellationToken cancellationToken) =>
        await database.WriteAsync(connection => UnfinishedSql.Note(connection, runs), cancellationToken).ConfigureAwait(false);
}
