using System.Collections.Immutable;
using System.IO.Compression;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Backups;

/// <summary>Writes everything that belongs to an installation into one file, which has its name only once it is whole.</summary>
internal sealed class BackupWriter(DataFolder folder, TimeProvider time)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the backup and reads it again.</summary>
    /// <param name="target">The file; replaced where it is there.</param>
    /// <param name="withKeys">Whether the key ring comes along.</param>
    /// <param name="cancellationToken">Gives up; nothing is left then.</param>
    /// <exception cref="StorageException">The data cannot be read, or the file cannot be written.</exception>
    public void Write(string target, bool withKeys, CancellationToken cancellationToken)
    {
        var (part, copy) = (target + ".part", target + ".part.db");
        try
        {
            Delete(part, copy);
            using (new FileStream(copy, Made()))
            {
                // Made beforehand, so that it is its owner's only.
            }

            var madeAt = time.GetUtcNow();
            var schema = DatabaseCopy.Make(folder.Database, copy);
            using (var file = new FileStream(part, Made()))
            {
                using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) Fill(zip, copy, schema, madeAt, withKeys, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            new BackupReader(part).Verify(cancellationToken);
            File.Move(part, target, overwrite: true);
        }
        catch (InvalidDataException damaged)
        {
            throw new StorageException(StorageException.Corrupt, SqliteFaults.DamagedText, innerException: damaged);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException && BackupFaults.Read(exception, target) is { } fault)
        {
            throw fault;
        }
        finally
        {
            Delete(part, copy);
        }
    }

    private void Fill(ZipArchive zip, string database, long schema, DateTimeOffset madeAt, bool withKeys, CancellationToken cancellationToken)
    {
        var entries = ImmutableArray.CreateBuilder<BackupManifest.Entry>();
        entries.Add(Add(zip, Path.GetFileName(folder.Database), database, cancellationToken));
        string[] folders = withKeys ? [folder.Files, folder.Templates, folder.Keys] : [folder.Files, folder.Templates];
        foreach (var path in folders.SelectMany(FilesIn))
        {
            var name = Path.GetRelativePath(folder.Path, path).Replace(Path.DirectorySeparatorChar, '/');
            try
            {
                entries.Add(Add(zip, name, path, cancellationToken));
            }
            catch (FileNotFoundException)
            {
                // Flows remove files while this goes on.
            }
        }

        using var manifest = zip.CreateEntry(BackupManifest.Name).Open();
        manifest.Write(new BackupManifest(BackupManifest.Latest, madeAt, schema, withKeys, entries.ToImmutable()).Write());
    }

    private static BackupManifest.Entry Add(ZipArchive zip, string name, string path, CancellationToken cancellationToken)
    {
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        var (bytes, hash) = HashedCopy.Run(source, entry, cancellationToken);
        return new BackupManifest.Entry(name, bytes, hash);
    }

    // Links lead elsewhere; what lies there is not this installation's.
    private static IEnumerable<string> FilesIn(string folder) => !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(
        folder,
        "*",
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false }).Order(StringComparer.Ordinal);

    private static FileStreamOptions Made()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }

    private static void Delete(string part, string copy)
    {
        foreach (var path in (string[])[part, copy, copy + "-journal", copy + "-wal", copy + "-shm"]) File.Delete(path);
    }
}
