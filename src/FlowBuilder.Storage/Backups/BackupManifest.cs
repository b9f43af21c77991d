using System.Collections.Immutable;
using System.Text.Json;

namespace FlowBuilder.Storage.Backups;

/// <summary>What a backup says of itself, in its entry <c>backup.json</c>.</summary>
/// <param name="Format">The form of the file; see <see cref="Latest"/>.</param>
/// <param name="MadeAt">When its database was read, in UTC.</param>
/// <param name="Schema">The number of its database's schema.</param>
/// <param name="HasKeys">Whether the key ring is in it, with which its secrets can be read.</param>
/// <param name="Files">Every other entry.</param>
internal sealed record BackupManifest(int Format, DateTimeOffset MadeAt, long Schema, bool HasKeys, ImmutableArray<BackupManifest.Entry> Files)
{
    /// <summary>The form that this program writes, and the newest that it reads.</summary>
    public const int Latest = 1;

    /// <summary>The name of its entry.</summary>
    public const string Name = "backup.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <exception cref="JsonException">It is no manifest.</exception>
    public static BackupManifest Read(Stream stream) =>
        JsonSerializer.Deserialize<BackupManifest>(stream, Json) is { Files.IsDefault: false } manifest ? manifest : throw new JsonException("The manifest is empty.");

    /// <summary>A file of the data folder.</summary>
    /// <param name="Path">Relative to the data folder, with slashes.</param>
    /// <param name="Bytes">Its length.</param>
    /// <param name="Sha256">The SHA-256 of its content, in lower-case hexadecimal digits.</param>
    internal sealed record Entry(string Path, long Bytes, string Sha256);
}
