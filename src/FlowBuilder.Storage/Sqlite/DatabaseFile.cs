using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>Opens database files.</summary>
internal static class DatabaseFile
{
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE

    static DatabaseFile() => SQLitePCL.Batteries_V2.Init();

    /// <param name="path">The file.</param>
    /// <param name="mode">Whether it is read, written or made.</param>
    /// <param name="busyTimeout">How long to wait for another program that holds it.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection Open(string path, SqliteOpenMode mode, TimeSpan busyTimeout)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            ForeignKeys = true,
            Pooling = false,
            // The library's own loop sleeps between its tries; SQLite's does the waiting, and one try is enough then.
            DefaultTimeout = 1,
        }.ToString());
        try
        {
            connection.Open();
            var milliseconds = (int)busyTimeout.TotalMilliseconds;
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {milliseconds}"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Says whether the write-ahead log stays beside the database when its last connection is closed.</summary>
    public static void KeepLogOnClose(SqliteConnection connection, bool keep) =>
        SQLitePCL.raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, keep ? 1 : 0, out _);
}
