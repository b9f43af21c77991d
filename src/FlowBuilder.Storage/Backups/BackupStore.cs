using System.Globalization;
using System.Text.RegularExpressions;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Backups;

/// <summary>Makes backups while the server works, and keeps them in one folder.</summary>
/// <param name="options">Where the data and the backups are.</param>
/// <param name="time">The clock.</param>
public sealed partial class BackupStore(StorageOptions options, TimeProvider time) : IDisposable
{
    private const string Ending = ".backup.zip";
    private const string ByHand = "flowbuilder-", Automatic = "auto-";

    private readonly StorageOptions _options = options.Checked();
    private readonly SemaphoreSlim _making = new(1);

    /// <summary>The folder of backups.</summary>
    public string Folder => _options.BackupFolderOrDefault;

    /// <summary>Makes a backup of all that is saved at this moment; nobody waits for it meanwhile.</summary>
    /// <param name="target">The file; null for a new one in <see cref="Folder"/>.</param>
    /// <param name="withKeys">Whether the key ring comes along: the file then holds all that is needed to read the installation's secrets.</param>
    /// <param name="cancellationToken">Gives up; nothing is left then.</param>
    /// <exception cref="StorageException">There is no such installation, it is damaged, or the file cannot be written.</exception>
    public Task<Backup> MakeAsync(string? target, bool withKeys, CancellationToken cancellationToken) =>
        MakeAsync(target ?? Path.Combine(Folder, NameOf(ByHand)), withKeys, then: null, cancellationToken);

    /// <summary>The backups of <see cref="Folder"/>, newest first.</summary>
    public IReadOnlyList<Backup> List() => !Directory.Exists(Folder)
        ? []
        : [.. Directory.EnumerateFiles(Folder, "*" + Ending).Select(Read).OfType<Backup>().OrderByDescending(backup => backup.MadeAt)];

    /// <summary>A backup of <see cref="Folder"/>; null where there is none of that name.</summary>
    public Backup? Find(string name)
    {
        if (!Name().IsMatch(name)) return null;
        var path = Path.Combine(Folder, name);
        return File.Exists(path) ? Read(path) : null;
    }

    /// <summary>Removes a backup of <see cref="Folder"/>.</summary>
    /// <returns>False where there is none of that name.</returns>
    /// <exception cref="StorageException">The file cannot be removed.</exception>
    public bool Delete(string name)
    {
        if (Find(name) is not { } backup) return false;
        Remove(backup.Path);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _making.Dispose();

    /// <summary>Makes a backup as a server does by itself, and removes the oldest of those that it made so.</summary>
    internal Task<Backup> MakeAutomaticAsync(CancellationToken cancellationToken) => MakeAsync(
        Path.Combine(Folder, NameOf(Automatic)),
        withKeys: false,
        then: () =>
        {
            foreach (var old in List().Where(backup => backup.IsAutomatic).Skip(_options.BackupsKept)) Remove(old.Path);
        },
        cancellationToken);

    /// <summary>When the server last made one by itself; null where none is kept.</summary>
    internal DateTimeOffset? LastAutomatic => List().FirstOrDefault(backup => backup.IsAutomatic)?.MadeAt;

    private async Task<Backup> MakeAsync(string target, bool withKeys, Action? then, CancellationToken cancellationToken)
    {
        var folder = new DataFolder(_options.DataFolder);
        if (!File.Exists(folder.Database)) throw DataFolder.Empty(folder.Path);
        await _making.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var path = Path.GetFullPath(target);
            return await Task.Run(
                () =>
                {
                    DataFolder.Make(Path.GetDirectoryName(path)!);
                    new BackupWriter(folder, time).Write(path, withKeys, cancellationToken);
                    then?.Invoke();
                    return Read(path) ?? throw BackupFaults.NotABackup(path);
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _making.Release();
        }
    }

    // To the millisecond: two that are made one after the other have two names.
    private string NameOf(string cause) => cause + time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture) + Ending;

    /// <summary>A file as a backup; null where it is none, or is gone meanwhile.</summary>
    private static Backup? Read(string path)
    {
        try
        {
            var manifest = new BackupReader(path).Manifest();
            var name = Path.GetFileName(path);
            return new Backup(name, path, new FileInfo(path).Length, manifest.MadeAt, manifest.HasKeys, name.StartsWith(Automatic, StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is StorageException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (BackupFaults.Read(exception, path) is { } fault)
        {
            throw fault;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,199}\.backup\.zip\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
