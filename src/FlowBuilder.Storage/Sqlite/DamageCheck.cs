using System.Text;
using Dapper;
using FlowBuilder.Core.Text;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>Looks for damage at start, before anything is written.</summary>
internal static class DamageCheck
{
    private static readonly byte[] Magic = Encoding.ASCII.GetBytes("SQLite format 3\0");
    private static readonly string[] PreciousTables = ["flows", "connections"];

    /// <summary>What the files tell without SQLite, which would make an empty database of an empty file.</summary>
    public static void BeforeOpening(DataFolder folder, bool wasLeftOpen)
    {
        if (Directory.Exists(folder.TakingOver)) throw HalfRestored(folder);
        var log = new FileInfo(folder.WriteAheadLog);
        if (wasLeftOpen && !log.Exists) throw Gone(folder, folder.WriteAheadLog);
        if (!File.Exists(folder.Database))
        {
            if (log is { Exists: true, Length: > 0 }) throw Gone(folder, folder.Database);
            return;
        }

        var head = new byte[Magic.Length];
        using var file = File.Open(folder.Database, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan().SequenceEqual(Magic))
            throw Damaged(folder, null);
    }

    /// <summary>What SQLite tells: the structure of its pages, and the file's length once the log is in it.</summary>
    public static void AfterOpening(SqliteConnection connection, DataFolder folder, long wholeCheckBytes)
    {
        try
        {
            var expected = connection.ExecuteScalar<long>("PRAGMA page_count") * connection.ExecuteScalar<long>("PRAGMA page_size");
            IEnumerable<string> checks = expected <= wholeCheckBytes
                ? ["PRAGMA quick_check(1)"]
                : PreciousTables.Select(table => $"PRAGMA quick_check({table})");
            foreach (var check in checks)
            {
                if (connection.ExecuteScalar<string>(check) is not "ok") throw Damaged(folder, null);
            }

            Checkpoint(connection);
            var log = new FileInfo(folder.WriteAheadLog);
            if (new FileInfo(folder.Database).Length < expected && log is not { Exists: true, Length: > 0 })
                throw Damaged(folder, null);
        }
        catch (SqliteException exception) when (SqliteFaults.TryRead(exception, out var fault) && fault.Code == StorageException.Corrupt)
        {
            throw Damaged(folder, exception);
        }
    }

    private static void Checkpoint(SqliteConnection connection)
    {
        try
        {
            connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        }
        catch (SqliteException exception) when (SqliteFaults.IsFull(exception))
        {
            // What is in the log is read from there.
        }
    }

    private static StorageException Damaged(DataFolder folder, Exception? cause) => new(
        StorageException.Corrupt,
        LocalText.Of(
            $"The database {folder.Database} is damaged. It was left as it is.",
            $"데이터베이스 {folder.Database}이(가) 손상되었습니다. 파일은 그대로 두었습니다."),
        innerException: cause);

    private static StorageException HalfRestored(DataFolder folder) => new(
        StorageException.Corrupt,
        LocalText.Of(
            $"A restore into {folder.Path} was begun and not finished. Run flowbuilder restore again; what was there before lies in a folder before-restore-… in it.",
            $"{folder.Path}에 복원을 시작했지만 끝내지 못했습니다. flowbuilder restore를 다시 실행하세요. 이전 데이터는 그 안의 before-restore-… 폴더에 있습니다."));

    private static StorageException Gone(DataFolder folder, string missing) => new(
        StorageException.Corrupt,
        LocalText.Of(
            $"The file {missing} is missing, and the last saves were in it. Put it back or restore a backup. To go on without it, delete {folder.Lock} and what is left of the database's -wal and -shm files.",
            $"마지막 저장 내용이 들어 있던 파일 {missing}이(가) 없습니다. 그 파일을 되돌려 놓거나 백업을 복원하세요. 그 내용 없이 계속하려면 {folder.Lock}과 남아 있는 -wal, -shm 파일을 삭제하세요."));
}
