using System.Security.Cryptography;

namespace FlowBuilder.Storage.Backups;

/// <summary>Copies streams and says what went through.</summary>
internal static class HashedCopy
{
    private const int BufferBytes = 128 * 1024;

    /// <returns>The length, and the SHA-256 in lower-case hexadecimal digits.</returns>
    public static (long Bytes, string Sha256) Run(Stream source, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        var bytes = 0L;
        while (source.Read(buffer) is > 0 and var read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
            bytes += read;
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
