using System.Text;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>Holds the data folder for one server. The operating system frees it with the process, however that ends.</summary>
/// <remarks>
/// The file also remembers how far the last server was: after <c>open</c> the write-ahead log must still be there, since
/// it is only removed when the database is closed. That is the one loss that SQLite cannot see by itself.
/// </remarks>
internal sealed class FolderLock : IDisposable
{
    private const string OpenMark = "open", ClosingMark = "closing";
    private const int LinuxWouldBlock = 11, MacWouldBlock = 35, WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;

    private FolderLock(FileStream file, bool wasLeftOpen)
    {
        _file = file;
        WasLeftOpen = wasLeftOpen;
    }

    /// <summary>Whether the last server ended without closing the database.</summary>
    public bool WasLeftOpen { get; }

    /// <exception cref="StorageException">Another server holds the folder, or the file cannot be opened.</exception>
    public static FolderLock Take(DataFolder folder)
    {
        try
        {
            var file = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var mark = new byte[OpenMark.Length + 1];
            var length = file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
            return new FolderLock(file, Encoding.ASCII.GetString(mark, 0, length) == OpenMark);
        }
        catch (IOException exception) when (exception.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new StorageException(
                StorageException.InUse,
                LocalText.Of(
                    $"Another FlowBuilder server is using the data folder {folder.Path}. Stop it first, or start this one on another folder with --data.",
                    $"다른 FlowBuilder 서버가 데이터 폴더 {folder.Path}을(를) 사용하고 있습니다. 그 서버를 먼저 멈추거나 --data로 다른 폴더를 지정해 시작하세요."),
                innerException: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DataFolder.Refused(folder.Path, exception);
        }
    }

    /// <summary>To be called when the write-ahead log exists.</summary>
    public void MarkOpen() => Mark(OpenMark);

    /// <summary>To be called before the database is closed, which removes the write-ahead log.</summary>
    public void MarkClosing() => Mark(ClosingMark);

    public void Dispose() => _file.Dispose();

    private void Mark(string mark)
    {
        _file.Position = 0;
        _file.Write(Encoding.ASCII.GetBytes(mark));
        _file.SetLength(mark.Length);
        _file.Flush(flushToDisk: true);
    }
}
