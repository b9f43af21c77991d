using FlowBuilder.Core.Text;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>A disk without room, as the operating system and SQLite tell of it.</summary>
internal static class DiskFull
{
    private const int UnixNoSpace = 28, UnixQuota = 122, MacQuota = 69, WindowsFull = unchecked((int)0x80070070), WindowsHandleFull = unchecked((int)0x80070027);

    /// <summary>Whether that is why a file could not be written.</summary>
    public static bool Is(IOException exception) => exception.HResult is UnixNoSpace or UnixQuota or MacQuota or WindowsFull or WindowsHandleFull;

    public static StorageException Fault(Exception cause) => new(
        StorageException.Full,
        LocalText.Of(
            "There is no room left to save. Free some disk space, or raise the size limit, and try again.",
            "저장할 공간이 없습니다. 디스크 공간을 확보하거나 크기 제한을 늘린 뒤 다시 시도하세요."),
        isTransient: true,
        cause);
}
