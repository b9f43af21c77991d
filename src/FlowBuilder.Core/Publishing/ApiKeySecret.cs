using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FlowBuilder.Core.Publishing;

/// <summary>What a caller shows: <c>fb_</c>, the key's id, <c>_</c> and 32 random bytes.</summary>
/// <remarks>With that much chance in it a plain SHA-256 is enough to store; there is nothing to guess.</remarks>
public static class ApiKeySecret
{
    /// <summary>What every secret begins with.</summary>
    public const string Prefix = "fb_";

    private const int IdLength = 12;
    private const string IdLetters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>A new secret and its id.</summary>
    public static (string Id, string Secret) New()
    {
        var id = RandomNumberGenerator.GetString(IdLetters, IdLength);
        var random = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (id, $"{Prefix}{id}_{random}");
    }

    /// <summary>The id within a secret, or null for a text that is none.</summary>
    public static string? IdOf(string secret) =>
        secret.StartsWith(Prefix, StringComparison.Ordinal)
        && secret.Length > Prefix.Length + IdLength + 1
        && secret[Prefix.Length + IdLength] == '_'
            ? secret.Substring(Prefix.Length, IdLength)
            : null;

    /// <summary>What is stored of a secret.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Whether a secret is the one that the hash is of, in constant time.</summary>
    public static bool Matches(string secret, ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(HashOf(secret), hash);
}
