using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Backups;

/// <summary>Says in this program's words why a backup could not be made, read or restored.</summary>
internal static class BackupFaults
{
    /// <summary>Reads what went wrong with files and databases; null for what only a fault of this program can be.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="path">The file or folder that was being worked on.</param>
    public static StorageException? Read(Exception exception, string path) => exception switch
    {
        StorageException known => known,
        SqliteException failed => SqliteFaults.TryRead(failed, out var fault) ? fault : null,
        IOException full when DiskFull.Is(full) => DiskFull.Fault(full),
        IOException or UnauthorizedAccessException => new StorageException(
            StorageException.Folder,
            LocalText.Of(
                $"{path} cannot be read or written: {exception.Message}",
                $"{path}을(를) 읽거나 쓸 수 없습니다: {exception.Message}"),
            innerException: exception),
        _ => null,
    };

    public static StorageException NotABackup(string path, Exception? cause = null) => Bad(
        $"{path} is not a backup of FlowBuilder, or it was cut.", $"{path}은(는) FlowBuilder 백업이 아니거나 일부가 잘렸습니다.", cause);

    public static StorageException Changed(string path, string entry, Exception? cause = null) => Bad(
        $"The backup {path} is damaged: {entry} in it is not as it was written. Use another backup.",
        $"백업 {path}이(가) 손상되었습니다. 안에 든 {entry}이(가) 기록할 때와 다릅니다. 다른 백업을 사용하세요.",
        cause);

    public static StorageException Newer(string path) => Bad(
        $"The backup {path} was made by a newer FlowBuilder. Restore it with that version.",
        $"백업 {path}은(는) 더 새로운 FlowBuilder에서 만들었습니다. 그 버전으로 복원하세요.");

    private static StorageException Bad(string english, string korean, Exception? cause = null) =>
        new(StorageException.BadBackup, LocalText.Of(english, korean), innerException: cause);
}
