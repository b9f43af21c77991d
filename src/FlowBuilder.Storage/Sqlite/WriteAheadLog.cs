using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database when it has grown. SQLite's own way of doing so hides a failed fsync; here
/// one turns the store read-only.
/// </summary>
internal sealed class WriteAheadLog(SqliteConnection connection, StorageHealth health, ILogger logger)
{
    private const int PagesWritten = 9; // SQLITE_DBSTATUS_CACHE_WRITE

    // 32 MB, which a start after a crash reads in a moment. The journals of runs under way change the same pages over and over: moved less often, most of that never is.
    private const int PagesBeforeCheckpoint = 8_192;
    private const long PagesBeforeTruncation = 2 * PagesBeforeCheckpoint;

    private long _pages;

    /// <summary>Writes next to nothing and moves the log: what a full disk refuses.</summary>
    /// <exception cref="SqliteException">It is refused still.</exception>
    public void Probe()
    {
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Migrations.Latest}"));
        connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
    }

    /// <summary>To be called by the writer between transactions.</summary>
    public void CheckpointWhenLarge()
    {
        SQLitePCL.raw.sqlite3_db_status(connection.Handle, PagesWritten, out var pages, out _, 1);
        _pages += pages;
        if (_pages < PagesBeforeCheckpoint) return;

        try
        {
            // (busy, pages in the log, pages moved): a passive one moves what readers do not hold and waits for nobody.
            var (_, inLog, _) = connection.QuerySingle<(long, long, long)>("PRAGMA wal_checkpoint(PASSIVE)");
            if (inLog > PagesBeforeTruncation) connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            _pages = 0;
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
