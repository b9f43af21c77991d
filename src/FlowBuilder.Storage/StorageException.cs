using FlowBuilder.Core.Text;

namespace FlowBuilder.Storage;

/// <summary>The store could not do what was asked, for a reason that a person can act on. Nothing of it was written.</summary>
/// <remarks>Its text holds no secret; only the codes that stop a start name the data folder.</remarks>
/// <param name="code">One of the codes below.</param>
/// <param name="text">What happened and what to do.</param>
/// <param name="isTransient">Whether the same call may succeed a little later.</param>
/// <param name="innerException">The cause, for the log only.</param>
public sealed class StorageException(
    string code,
    LocalText text,
    bool isTransient = false,
    Exception? innerException = null) : Exception(text.English, innerException)
{
    /// <summary>No room on the disk, or the size that the operator allows is reached. Reading goes on.</summary>
    public const string Full = "storage.full";

    /// <summary>Another program held the database for longer than the busy time-out.</summary>
    public const string Busy = "storage.busy";

    /// <summary>The database, or a part of it, is damaged or gone. It is never replaced by an empty one.</summary>
    public const string Corrupt = "storage.corrupt";

    /// <summary>Nothing can be written: by the file's rights, or because the disk failed to confirm a write.</summary>
    public const string ReadOnly = "storage.read-only";

    /// <summary>The disk reported an error in reading or writing.</summary>
    public const string Disk = "storage.disk";

    /// <summary>Another server uses the data folder.</summary>
    public const string InUse = "storage.in-use";

    /// <summary>The data folder was written by a newer program.</summary>
    public const string Newer = "storage.newer";

    /// <summary>The data folder cannot be created or opened, or holds a database that is not this program's.</summary>
    public const string Folder = "storage.folder";

    /// <summary>A file is no backup of this program, was cut or changed, or was made by a newer program.</summary>
    public const string BadBackup = "storage.bad-backup";

    /// <summary>A stored flow cannot be read by this program. It stays stored as it is.</summary>
    public const string FlowUnreadable = "storage.flow-unreadable";

    /// <summary>A flow was not stored, because it could not be read back: it is over a limit, or a name in it has no valid form.</summary>
    public const string FlowRefused = "storage.flow-refused";

    /// <summary>Stable code in dotted kebab-case.</summary>
    public string Code { get; } = code;

    /// <summary>What happened and what to do, in every language.</summary>
    public LocalText Text { get; } = text;

    /// <summary>Whether the same call may succeed a little later.</summary>
    public bool IsTransient { get; } = isTransient;
}
