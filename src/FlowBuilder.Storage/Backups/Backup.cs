namespace FlowBuilder.Storage.Backups;

/// <summary>A backup that is kept.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">How large the file is.</param>
/// <param name="MadeAt">When it was made, in UTC.</param>
/// <param name="HasKeys">Whether the key ring is in it: whoever has the file can then read the secrets of the installation.</param>
/// <param name="IsAutomatic">Whether the server made it by itself, and will remove it when it has made newer ones.</param>
public sealed record Backup(string Name, string Path, long Bytes, DateTimeOffset MadeAt, bool HasKeys, bool IsAutomatic);
