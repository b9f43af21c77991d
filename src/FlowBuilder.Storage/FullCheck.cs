using System.Collections.Immutable;
using Dapper;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage;

/// <summary>Reads every page of an installation's database and follows every reference, which a start does not take the time for.</summary>
public static class FullCheck
{
    private const int MostProblems = 20;
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Runs the check. A server may use the database meanwhile.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>What is wrong, in SQLite's words, at most 20 lines; none where all is well.</returns>
    /// <exception cref="StorageException">There is no database in the folder, or it cannot be opened.</exception>
    public static ImmutableArray<string> Run(string dataFolder)
    {
        var folder = new DataFolder(Path.GetFullPath(dataFolder));
        if (!File.Exists(folder.Database)) throw DataFolder.Empty(folder.Path);
        try
        {
            using var connection = DatabaseFile.Open(folder.Database, SqliteOpenMode.ReadOnly, BusyTimeout);
            var pages = connection.Query<string>($"PRAGMA integrity_check({MostProblems})").Where(line => line != "ok");
            var references = connection.Query<(string Table, long? Row, string Parent, long Key)>("PRAGMA foreign_key_check")
                .Select(found => $"{found.Table} row {found.Row} refers to {found.Parent}, where there is nothing");
            return [.. pages.Concat(references).Take(MostProblems)];
        }
        catch (SqliteException exception) when (SqliteFaults.TryRead(exception, out var fault))
        {
            // Where the very list of tables is damaged, nothing more can be told.
            return fault.Code == StorageException.Corrupt ? [exception.Message] : throw fault;
        }
    }
}
