using FlowBuilder.Core.Text;

namespace FlowBuilder.Storage.Sqlite;

/// <summary>The data folder and the names in it.</summary>
internal sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public DataFolder(string path) => Path = path;

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "flowbuilder.db");

    public string WriteAheadLog => Database + "-wal";

    /// <summary>Where a new database is made before it gets its name: a start that dies leaves no half database.</summary>
    public string NewDatabase => Database + ".new";

    public string Lock => System.IO.Path.Combine(Path, "flowbuilder.lock");

    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>Files that flows write.</summary>
    public string Files => System.IO.Path.Combine(Path, "files");

    /// <summary>The installation's own templates, unless they are kept elsewhere.</summary>
    public string Templates => System.IO.Path.Combine(Path, "templates");

    /// <summary>Saved work on vectors, which is made again where it is missing.</summary>
    public string Vectors => System.IO.Path.Combine(Path, "vectors");

    /// <summary>Where a backup is unpacked and checked before anything is touched.</summary>
    public string Unpacked => System.IO.Path.Combine(Path, "restore.unpacked");

    /// <summary>What <see cref="Unpacked"/> is called while it takes the place of the former data; there afterwards only where that broke off.</summary>
    public string TakingOver => System.IO.Path.Combine(Path, "restore.under-way");

    /// <summary>Makes the folder, or the one for keys, for its owner only, where it is missing.</summary>
    public static DirectoryInfo Make(string path)
    {
        try
        {
            return OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused(path, exception);
        }
    }

    public static StorageException Empty(string path) => new(
        StorageException.Folder,
        LocalText.Of(
            $"There is no FlowBuilder database in the folder {path}. Name the data folder with --data.",
            $"{path} 폴더에 FlowBuilder 데이터베이스가 없습니다. --data로 데이터 폴더를 지정하세요."));

    public static StorageException Refused(string path, Exception exception) => new(
        StorageException.Folder,
        LocalText.Of(
            $"The data folder {path} cannot be used. Check that it is a folder you may write to, or name another one with --data.",
            $"데이터 폴더 {path}을(를) 사용할 수 없습니다. 쓰기 권한이 있는 폴더인지 확인하거나 --data로 다른 폴더를 지정하세요."),
        innerException: exception);
}
