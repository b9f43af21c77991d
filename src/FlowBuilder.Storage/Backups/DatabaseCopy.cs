using Dapper;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Backups;

/// <summary>Copies a database while a server writes it, and looks whether a copy is whole.</summary>
internal static class DatabaseCopy
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Copies what is committed at this moment. The server goes on writing; its log is not emptied meanwhile.</summary>
    /// <param name="source">A database of this program.</param>
    /// <param name="target">A file that is not there yet.</param>
    /// <returns>The number of its schema.</returns>
    /// <exception cref="SqliteException">It cannot be read or written.</exception>
    /// <exception cref="InvalidDataException">The copy is not whole, so the database is damaged.</exception>
    public static long Make(string source, string target)
    {
        using (var from = DatabaseFile.Open(source, SqliteOpenMode.ReadOnly, BusyTimeout))
        using (var to = DatabaseFile.Open(target, SqliteOpenMode.ReadWriteCreate, BusyTimeout))
        {
            from.BackupDatabase(to);

            // One file, that needs no log beside it.
            to.Execute("PRAGMA journal_mode = DELETE");
        }

        return Check(target);
    }

    /// <summary>Reads every page of a copy.</summary>
    /// <returns>The number of its schema.</returns>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or not this program's.</exception>
    public static long Check(string path)
    {
        using var connection = DatabaseFile.Open(path, SqliteOpenMode.ReadOnly, BusyTimeout);
        if (!Migrations.IsOurs(connection)) throw new InvalidDataException("The database is another program's.");
        if (connection.Query<string>("PRAGMA integrity_check(5)").ToList() is not ["ok"] and var problems) throw new InvalidDataException(string.Join("; ", problems));
        return Migrations.Version(connection);
    }
}
