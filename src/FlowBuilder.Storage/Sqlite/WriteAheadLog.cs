using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database when it has grown: most of it beside the writer, for whom all others wait, and what was
/// written meanwhile by the writer, since only when nothing is left does the log begin anew. SQLite's own way of doing so hides a failed
/// fsync; here one turns the store read-only.
/// </summary>
/// <param name="writer">The writer's connection.</param>
/// <param name="mover">A connection for nothing else. It is disposed of with this.</param>
/// <param name="health">Told when it fails.</param>
/// <param name="logger">Where failures go that nobody is told.</param>
internal sealed class WriteAheadLog(SqliteConnection writer, SqliteConnection mover, StorageHealth health, ILogger logger) : IAsyncDisposable
{
    private const int PagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    // 32 MB, which a start after a crash reads in a moment. The journals of runs under way change the same pages over and over: moved less often, most of that never is.
    private const int PagesBeforeCheckpoint = 8_192;

    // What is written faster than it is moved waits from here on, and a log that readers have kept from beginning anew is cut off.
    private const int MostPages = 2 * PagesBeforeCheckpoint;
    private const long PagesBeforeTruncation = 3 * PagesBeforeCheckpoint;

    // What the writer moves itself takes it no longer than a few commits.
    private const int FewPages = 1_024;

    private int _pages;
    private int _movedBeside;
    private Task _move = Task.CompletedTask;

    /// <summary>Writes next to nothing and moves the log: what a full disk refuses.</summary>
    /// <exception cref="SqliteException">It is refused still.</exception>
    public void Probe()
    {
        writer.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Migrations.Latest}"));
        Move(writer);
    }

    /// <summary>To be called by the writer between transactions.</summary>
    public void CheckpointWhenLarge()
    {
        SQLitePCL.raw.sqlite3_db_status(writer.Handle, PagesWritten, out var pages, out _, 1);
        _pages += pages;
        if (_pages >= MostPages) _move.GetAwaiter().GetResult();
        if (!_move.IsCompleted || (_movedBeside == 0 && _pages < PagesBeforeCheckpoint)) return;
        if (_pages < MostPages && _pages - _movedBeside > FewPages) MoveBeside();
        else MoveRest();
    }

    /// <summary>Waits for what is being moved. The writer has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _move.ConfigureAwait(false);
        await mover.DisposeAsync().ConfigureAwait(false);
    }

    private void MoveBeside()
    {
        _movedBeside = _pages;
        _move = Task.Factory.StartNew(() => TryMove(() => Move(mover)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void MoveRest() => TryMove(() =>
    {
        if (Move(writer) > PagesBeforeTruncation) writer.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        _movedBeside = 0;
        _pages = 0;
    });

    // (busy, pages in the log, pages moved): a passive one moves what readers do not hold and waits for nobody.
    private static long Move(SqliteConnection connection)
    {
        var (_, inLog, _) = connection.QuerySingle<(long, long, long)>("PRAGMA wal_checkpoint(PASSIVE)");
        return inLog;
    }

    private void TryMove(Action move)
    {
        try
        {
            move();
        }
        catch (SqliteException exception)
        {
            // What is in the log is safe there; the next commit tries again.
            if (!SqliteFaults.TryRead(exception, out var fault)) logger.LogError(exception, "The write-ahead log could not be moved into the database.");
            else if (SqliteFaults.EndsWriting(exception)) health.TurnReadOnly(fault.Text, exception);
            else health.RefuseForNow(fault);
        }
    }
}
