using System.Globalization;
using System.Reflection;
using Dapper;
using FlowBuilder.Core.Text;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>Brings a database to this program's schema, by the numbered files in <c>Migrations/</c>.</summary>
/// <remarks>The schema's number is the database's <c>user_version</c>; <c>application_id</c> marks it as this program's.</remarks>
internal static class Migrations
{
    /// <summary>"Flow" in ASCII.</summary>
    private const int ApplicationId = 0x466C6F77;

    private const string Folder = "Migrations/";

    private static readonly (int Number, string Resource)[] All = [.. Resources().OrderBy(migration => migration.Number)];

    public static int Latest => All[^1].Number;

    /// <summary>Marks an empty database as this program's.</summary>
    public static void Claim(SqliteConnection connection) =>
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {ApplicationId}"));

    /// <summary>Refuses what this program must not touch.</summary>
    /// <exception cref="StorageException">The database is a newer program's, or not FlowBuilder's at all.</exception>
    public static void Check(SqliteConnection connection, DataFolder folder)
    {
        if (!IsOurs(connection)) throw Foreign(folder);
        if (Version(connection) is var version && version > Latest) throw Newer(folder, version);
    }

    /// <summary>Whether a database is this program's, of whatever schema.</summary>
    public static bool IsOurs(SqliteConnection connection) => connection.ExecuteScalar<long>("PRAGMA application_id") == ApplicationId;

    /// <summary>Applies what is missing, each migration in its own transaction.</summary>
    public static void Apply(SqliteConnection connection)
    {
        var version = Version(connection);
        foreach (var (number, resource) in All)
        {
            if (number <= version) continue;
            // A migration that rebuilds a table needs foreign keys off while it does; the check before the commit makes up for it.
            connection.Execute("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
            try
            {
                connection.Execute(Read(resource));
                if (connection.Query("PRAGMA foreign_key_check").Any())
                    throw new InvalidOperationException($"Migration {number} leaves a dangling reference.");
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {number}; COMMIT"));
            }
            catch
            {
                if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) connection.Execute("ROLLBACK");
                throw;
            }
            finally
            {
                connection.Execute("PRAGMA foreign_keys = ON");
            }
        }
    }

    /// <summary>The number of a database's schema.</summary>
    public static long Version(SqliteConnection connection) => connection.ExecuteScalar<long>("PRAGMA user_version");

    private static IEnumerable<(int Number, string Resource)> Resources() =>
        from name in Assembly.GetExecutingAssembly().GetManifestResourceNames()
        where name.StartsWith(Folder, StringComparison.Ordinal)
        select (int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture), name);

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    public static StorageException Older(DataFolder folder) => new(
        StorageException.Folder,
        LocalText.Of(
            $"The data folder {folder.Path} was written by an older FlowBuilder. Start this version's server on it once, which brings it up to date.",
            $"데이터 폴더 {folder.Path}은(는) 이전 버전의 FlowBuilder가 기록했습니다. 이 버전의 서버를 한 번 시작하면 최신 상태가 됩니다."));

    private static StorageException Newer(DataFolder folder, long version) => new(
        StorageException.Newer,
        LocalText.Of(
            $"The data folder {folder.Path} was written by a newer FlowBuilder (schema {version}; this one knows {Latest}). Start that version, or restore a backup made by this one.",
            $"데이터 폴더 {folder.Path}은(는) 더 새로운 FlowBuilder가 기록했습니다(스키마 {version}, 이 프로그램은 {Latest}까지 지원). 해당 버전으로 시작하거나 이 버전에서 만든 백업을 복원하세요."));

    private static StorageException Foreign(DataFolder folder) => new(
        StorageException.Folder,
        LocalText.Of(
            $"{folder.Database} is not a FlowBuilder database. Move it away, or name another data folder with --data.",
            $"{folder.Database}은(는) FlowBuilder 데이터베이스가 아닙니다. 파일을 옮기거나 --data로 다른 데이터 폴더를 지정하세요."));
}
