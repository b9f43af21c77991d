using System.IO.Compression;
using System.Text.Json;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Backups;

/// <summary>Reads a backup, which may have been cut, changed, or made by somebody else.</summary>
/// <param name="path">The file.</param>
internal sealed class BackupReader(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Nothing else of a data folder is ever put there from a backup.
    private static readonly string[] Roots = ["files/", "templates/", "keys/"];

    /// <summary>What the backup says of itself.</summary>
    /// <exception cref="StorageException">It is no backup, or one of a newer program.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public BackupManifest Manifest() => Open((_, manifest) => manifest);

    /// <summary>Reads every entry and compares it with what was written.</summary>
    /// <exception cref="StorageException">It is no whole backup.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void Verify(CancellationToken cancellationToken) => Open((zip, manifest) =>
    {
        foreach (var entry in manifest.Files) Copy(zip, entry, Stream.Null, cancellationToken);
        return manifest;
    });

    /// <summary>Unpacks it and checks its database.</summary>
    /// <param name="folder">A folder that is there and empty.</param>
    /// <param name="cancellationToken">Gives up; what is there by then stays.</param>
    /// <exception cref="StorageException">It is no whole backup, or its database is damaged or newer than this program.</exception>
    /// <exception cref="IOException">It cannot be read, or the folder cannot be written.</exception>
    public BackupManifest Unpack(string folder, CancellationToken cancellationToken) => Open((zip, manifest) =>
    {
        foreach (var entry in manifest.Files)
        {
            var target = Path.GetFullPath(Path.Combine(folder, entry.Path));
            DataFolder.Make(Path.GetDirectoryName(target)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            using var file = new FileStream(target, options);
            Copy(zip, entry, file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        CheckDatabase(new DataFolder(folder).Database);
        return manifest;
    });

    private void CheckDatabase(string database)
    {
        try
        {
            if (DatabaseCopy.Check(database) > Migrations.Latest) throw BackupFaults.Newer(path);
        }
        catch (Exception exception) when (exception is InvalidDataException or SqliteException)
        {
            throw BackupFaults.Changed(path, Path.GetFileName(database), exception);
        }
    }

    private T Open<T>(Func<ZipArchive, BackupManifest, T> read)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            return read(zip, ManifestOf(zip));
        }
        catch (Exception exception) when (exception is InvalidDataException or JsonException)
        {
            throw BackupFaults.NotABackup(path, exception);
        }
    }

    private BackupManifest ManifestOf(ZipArchive zip)
    {
        if (zip.GetEntry(BackupManifest.Name) is not { } entry) throw BackupFaults.NotABackup(path);
        using var stream = entry.Open();
        var manifest = BackupManifest.Read(stream);
        if (manifest.Format > BackupManifest.Latest || manifest.Schema > Migrations.Latest) throw BackupFaults.Newer(path);
        var database = Path.GetFileName(new DataFolder("").Database);
        if (manifest.Files.All(file => file.Path != database)) throw BackupFaults.NotABackup(path);
        foreach (var file in manifest.Files.Where(file => file.Path != database && !IsInRoot(file.Path))) throw BackupFaults.Changed(path, file.Path);
        return manifest;
    }

    private static bool IsInRoot(string name) =>
        Roots.Any(root => name.StartsWith(root, StringComparison.Ordinal))
        && name.Split('/').All(part => part is not ("" or "." or ".."))
        && !name.Contains('\\', StringComparison.Ordinal)
        && !name.Contains(':', StringComparison.Ordinal);

    private void Copy(ZipArchive zip, BackupManifest.Entry entry, Stream target, CancellationToken cancellationToken)
    {
        if (zip.GetEntry(entry.Path) is not { } zipped || zipped.Length != entry.Bytes) throw BackupFaults.Changed(path, entry.Path);
        try
        {
            using var source = zipped.Open();
            if (HashedCopy.Run(source, target, cancellationToken) != (entry.Bytes, entry.Sha256)) throw BackupFaults.Changed(path, entry.Path);
        }
        catch (InvalidDataException exception)
        {
            throw BackupFaults.Changed(path, entry.Path, exception);
        }
    }
}
