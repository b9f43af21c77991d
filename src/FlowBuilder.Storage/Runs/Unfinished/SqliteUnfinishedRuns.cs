using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Runs.Unfinished;

/// <summary>Unfinished runs in the database: a row each, their flows and large values once for all; what many of them say in one moment shares a row.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to dispose of.")]
internal sealed class SqliteUnfinishedRuns(SqliteDatabase database, SharedRows shared) : IUnfinishedRuns
{
    // After so many runs the flows that none needs any more are cleared.
    private const int RunsBetweenClearings = 1000;

    // Events are moved from shared rows to their runs' own by who reads them and by who adds to them.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SharedRowWriter _writer = new();
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
        _turn.Wait();
        try
        {
            _writer.Clear();
            var own = groups.Where(group => !group.MayShare || !_writer.TryAdd(group)).ToList();
            Append(own, [.. own.Select(group => EventChunks.From(group.Events))], _writer.Take());
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask<IReadOnlyList<UnfinishedRun>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(connection => UnfinishedSql.List(connection).ToList(), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToRun())];
    }

    public async ValueTask<IReadOnlyList<RunEvent>> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        await ShareOutAsync(cancellationToken).ConfigureAwait(false);
        var (events, damage) = await database.ReadAsync(connection => Read(connection, runId), cancellationToken).ConfigureAwait(false);

        // What lay in shared rows may stand around what never did, and may have been written once more.
        RunEvent[] ordered = [.. events.DistinctBy(runEvent => runEvent.Seq).OrderBy(runEvent => runEvent.Seq)];
        return damage is null ? ordered : throw new DamagedJournalException(ordered, damage);
    }

    public async ValueTask NoteAsync(IReadOnlyList<UnfinishedRun> runs, CancellationToken cancellationToken) =>
        await database.WriteAsync(connection => UnfinishedSql.Note(connection, runs), cancellationToken).ConfigureAwait(false);

    // The events to the first that is none, and why.
    private static (List<RunEvent> Events, Exception? Damage) Read(SqliteConnection connection, string runId)
    {
        var events = new List<RunEvent>();
        try
        {
            foreach (var lines in UnfinishedSql.Lines(connection, runId)) events.AddRange(EventLines.Read(lines, cuts => RunSql.Blobs(connection, cuts)));
            return (events, null);
        }
        catch (Exception damage) when (damage is not SqliteException)
        {
            return (events, damage);
        }
    }

    private void Append(List<EventGroup> own, List<EventChunks> chunks, IReadOnlyList<SharedRow> rows)
    {
        var free = shared.Free;
        var numbers = database.Write(connection =>
        {
            for (var i = 0; i < own.Count; i++) UnfinishedSql.Append(connection, own[i].RunId, chunks[i]);
            foreach (var number in free) UnfinishedSql.DeleteShared(connection, number);
            return rows.Select(row => UnfinishedSql.AddShared(connection, row.Entries)).ToList();
        });

        shared.Deleted(free);
        foreach (var group in own.Where(group => !group.MayShare)) shared.Leave(group.RunId);
        foreach (var (number, row) in numbers.Zip(rows)) shared.Add(number, row.Runs);
    }

    // After a start, and where somebody reads the journal of a run under way.
    private async ValueTask ShareOutAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await database.ReadAsync(UnfinishedSql.HasShared, cancellationToken).ConfigureAwait(false)) return;
            await database.WriteAsync(
                connection =>
                {
                    var runs = UnfinishedSql.Ids(connection).ToList();
                    var entries = UnfinishedSql.Shared(connection).SelectMany(row => SharedRow.Read(row, runs));
                    foreach (var run in entries.GroupBy(entry => entry.RunId, entry => entry.Lines, StringComparer.Ordinal)) UnfinishedSql.Append(connection, run.Key, [.. run]);
                    return UnfinishedSql.DeleteAllShared(connection);
                },
                cancellationToken).ConfigureAwait(false);
            shared.Clear();
        }
        finally
        {
            _turn.Release();
        }
    }
}
