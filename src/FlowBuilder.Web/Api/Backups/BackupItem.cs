using FlowBuilder.Storage.Backups;

namespace FlowBuilder.Web.Api.Backups;

/// <summary>A backup as the API shows it.</summary>
/// <param name="Name">Its name, which is also the name of its file.</param>
/// <param name="MadeAt">When it was made, in UTC.</param>
/// <param name="Bytes">How large the file is.</param>
/// <param name="HasKeys">Whether the key ring is in it; such a backup is not handed out here.</param>
internal sealed record BackupItem(string Name, DateTimeOffset MadeAt, long Bytes, bool HasKeys)
{
    /// <summary>A backup as the API shows it.</summary>
    public static BackupItem Of(Backup backup) => new(backup.Name, backup.MadeAt, backup.Bytes, backup.HasKeys);
}
