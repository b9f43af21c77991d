using System.Diagnostics.CodeAnalysis;
using FlowBuilder.Core.Text;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>Says in this program's words what SQLite's result codes mean (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    private const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, Io = 10, Corrupt = 11, Full = 13, CannotOpen = 14;
    private const int Protocol = 15, NotADatabase = 26;
    private const int IoFsync = Io | (4 << 8), IoDirectoryFsync = Io | (5 << 8);

    public static readonly LocalText DamagedText = LocalText.Of(
        "The database is damaged. Stop the server, keep a copy of the data folder, and restore the last backup.",
        "데이터베이스가 손상되었습니다. 서버를 멈추고 데이터 폴더의 사본을 보관한 뒤 마지막 백업을 복원하세요.");

    /// <summary>
    /// After a failed fsync nobody knows what is on disk, and a second fsync that succeeds proves nothing: the kernel may
    /// have dropped the pages. So nothing more may be acknowledged.
    /// </summary>
    public static bool LosesTrustInDisk(SqliteException exception) =>
        exception.SqliteExtendedErrorCode is IoFsync or IoDirectoryFsync;

    /// <summary>Whether one more write could do harm: the disk cannot be trusted, or the database is damaged.</summary>
    public static bool EndsWriting(SqliteException exception) =>
        LosesTrustInDisk(exception) || exception.SqliteErrorCode is Corrupt or NotADatabase;

    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is Busy or Locked or Protocol;

    public static bool IsFull(SqliteException exception) => exception.SqliteErrorCode == Full;

    /// <summary>Reads a fault of the disk or the file; false for what only a fault of this program's SQL can be.</summary>
    public static bool TryRead(SqliteException exception, [NotNullWhen(true)] out StorageException? fault) =>
        (fault = Read(exception)) is not null;

    /// <summary>A fault of this program: neutral to people, whole in the log.</summary>
    public static InvalidOperationException Unexpected(SqliteException exception) =>
        new("The database refused a statement.", exception);

    private static StorageException? Read(SqliteException exception) => exception.SqliteErrorCode switch
    {
        Full => DiskFull.Fault(exception),
        Busy or Locked or Protocol => new StorageException(
            StorageException.Busy,
            LocalText.Of(
                "Another program is using the database. Try again in a moment.",
                "다른 프로그램이 데이터베이스를 사용하고 있습니다. 잠시 후 다시 시도하세요."),
            isTransient: true,
            exception),
        Corrupt or NotADatabase => new StorageException(StorageException.Corrupt, DamagedText, innerException: exception),
        ReadOnly or Permission or CannotOpen => new StorageException(
            StorageException.ReadOnly,
            LocalText.Of(
                "The database cannot be written. Check the rights of the data folder and whether its disk is mounted for writing.",
                "데이터베이스에 쓸 수 없습니다. 데이터 폴더의 권한과 디스크가 쓰기 가능하게 연결되어 있는지 확인하세요."),
            innerException: exception),
        Io when LosesTrustInDisk(exception) => new StorageException(
            StorageException.ReadOnly,
            LocalText.Of(
                "The disk did not confirm a write, so nothing more is saved. Check the disk, then start the server again.",
                "디스크가 쓰기를 확인하지 못해 더 이상 저장하지 않습니다. 디스크를 점검한 뒤 서버를 다시 시작하세요."),
            innerException: exception),
        Io => new StorageException(
            StorageException.Disk,
            LocalText.Of(
                "The disk reported an error. Check the disk, then try again.",
                "디스크에서 오류가 발생했습니다. 디스크를 점검한 뒤 다시 시도하세요."),
            innerException: exception),
        _ => null,
    };
}
