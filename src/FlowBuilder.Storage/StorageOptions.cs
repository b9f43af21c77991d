namespace FlowBuilder.Storage;

/// <summary>Where everything is kept, and within which bounds.</summary>
public sealed record StorageOptions
{
    /// <summary>The folder of the database and the key ring; made where it is missing, readable by its owner only.</summary>
    public required string DataFolder { get; init; }

    /// <summary>How long a write waits for another program that holds the database.</summary>
    /// <value>10 milliseconds to 10 minutes; 10 seconds by default.</value>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The largest size of the database file in bytes, where the disk is not to be its only bound; null for none.</summary>
    /// <value>1 MiB or more.</value>
    public long? MaxDatabaseBytes { get; init; }

    /// <summary>Reads under way at once; further ones wait.</summary>
    /// <value>1 to 256; 16 by default.</value>
    public int MaxReaders { get; init; } = 16;

    /// <summary>The largest database in bytes whose every page is checked at start; of a larger one, flows and connections are.</summary>
    /// <value>0 or more; 512 MiB by default, which takes about a second.</value>
    public long WholeCheckBytes { get; init; } = 512L << 20;

    /// <summary>Whether everything is only read, also while a server uses the folder; every write is refused then.</summary>
    public bool OnlyReads { get; init; }

    /// <summary>The folder that backups are kept in; <c>backups</c> in the data folder where it is null.</summary>
    public string? BackupFolder { get; init; }

    /// <summary>How often a server makes a backup by itself; null for never.</summary>
    /// <value>1 minute or more.</value>
    public TimeSpan? BackupEvery { get; init; }

    /// <summary>How many of the backups that a server made by itself are kept; those made by hand all are.</summary>
    /// <value>1 or more; 7 by default.</value>
    public int BackupsKept { get; init; } = 7;

    internal string BackupFolderOrDefault => BackupFolder ?? Path.Combine(DataFolder, "backups");

    internal StorageOptions Checked()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(DataFolder);
        ArgumentOutOfRangeException.ThrowIfLessThan(BusyTimeout, TimeSpan.FromMilliseconds(10));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BusyTimeout, TimeSpan.FromMinutes(10));
        if (MaxDatabaseBytes is { } bytes) ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1 << 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReaders, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxReaders, 256);
        ArgumentOutOfRangeException.ThrowIfNegative(WholeCheckBytes);
        if (BackupEvery is { } every) ArgumentOutOfRangeException.ThrowIfLessThan(every, TimeSpan.FromMinutes(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(BackupsKept, 1);
        return this with
        {
            DataFolder = Path.GetFullPath(DataFolder),
            BackupFolder = BackupFolder is { Length: > 0 } folder ? Path.GetFullPath(folder) : null,
        };
    }
}
