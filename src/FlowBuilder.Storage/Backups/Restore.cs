using System.Globalization;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Backups;

/// <summary>Puts a backup in the place of an installation's data, which are kept aside.</summary>
public static class Restore
{
    /// <summary>Checks the backup, moves the present data aside and puts the backup's in their place.</summary>
    /// <param name="backup">The backup's file.</param>
    /// <param name="dataFolder">The data folder; made where it is missing.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up, as long as nothing has been moved.</param>
    /// <returns>Where the former data are; null where there were none.</returns>
    /// <remarks>
    /// Should it break off while files are moved, no server starts on the folder until it is done again. The key ring is left as it
    /// is unless the backup brings one.
    /// </remarks>
    /// <exception cref="StorageException">
    /// A server uses the folder, the file is no whole backup of this program or an older one, or files cannot be moved. The data are as
    /// they were, but in the last case.
    /// </exception>
    public static string? Run(string backup, string dataFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = new DataFolder(Path.GetFullPath(dataFolder));
        DataFolder.Make(folder.Path);
        using var held = FolderLock.Take(folder);
        try
        {
            // A former try may have left some of the files that it brought; they are in the backup.
            Delete(folder.Unpacked);
            DataFolder.Make(folder.Unpacked);
            var manifest = new BackupReader(backup).Unpack(folder.Unpacked, cancellationToken);
            Delete(folder.TakingOver);
            Directory.Move(folder.Unpacked, folder.TakingOver);
            var aside = MoveAside(folder, manifest.HasKeys, time);
            foreach (var path in Directory.EnumerateFileSystemEntries(folder.TakingOver).ToList()) Move(path, folder.Path);
            held.MarkClosing();
            Directory.Delete(folder.TakingOver);
            return aside;
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException && BackupFaults.Read(exception, backup) is { } fault)
        {
            throw fault;
        }
        finally
        {
            Delete(folder.Unpacked);
        }
    }

    private static string? MoveAside(DataFolder folder, bool withKeys, TimeProvider time)
    {
        // The log belongs to its database: together they are all that was saved, though one be damaged.
        string[] former =
        [
            folder.Database, folder.Database + "-wal", folder.Database + "-shm", folder.Database + "-journal",
            folder.Files, folder.Templates, folder.Vectors, .. withKeys ? (string[])[folder.Keys] : [],
        ];
        var there = former.Where(Path.Exists).ToList();
        if (there.Count == 0) return null;
        var aside = Path.Combine(folder.Path, "before-restore-" + time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture));
        DataFolder.Make(aside);
        foreach (var path in there) Move(path, aside);
        return aside;
    }

    private static void Move(string path, string folder)
    {
        var target = Path.Combine(folder, Path.GetFileName(path));
        if (Directory.Exists(path)) Directory.Move(path, target);
        else File.Move(path, target);
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
