using System.Security.Cryptography;

namespace FlowBuilder.Storage.Runs;

/// <summary>Names a large value by its content: SHA-256 in lower-case hexadecimal, in the database its 32 bytes.</summary>
internal readonly record struct BlobHash(string Hex)
{
    public static BlobHash Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    public byte[] ToBytes() => Convert.FromHexString(Hex);
}
