using System.Security.Cryptography;
using System.Text;
using FlowBuilder.Core.Models;

namespace FlowBuilder.Core.Publishing.Webhooks;

/// <summary>Signatures in hexadecimal, keyed with the secret's own text: what GitHub, Slack and most programs send.</summary>
public static class HexSignature
{
    /// <summary>What GitHub writes before a signature, and other senders may.</summary>
    public const string GitHubPrefix = "sha256=";

    /// <summary>What Slack writes before a signature.</summary>
    public const string SlackPrefix = "v0=";

    /// <summary>HMAC-SHA256 in lower-case hexadecimal.</summary>
    public static string Of(Secret secret, ReadOnlySpan<byte> content) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()), content));

    /// <summary>Whether a signature is the content's by that secret, in constant time.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="signature">The signature, in upper or lower case, with the prefix or without where <paramref name="isPrefixed"/> is false.</param>
    /// <param name="prefix">What stands before it.</param>
    /// <param name="isPrefixed">Whether the prefix must be there.</param>
    /// <param name="content">What was signed.</param>
    public static bool IsSigned(Secret secret, string signature, string prefix, bool isPrefixed, ReadOnlySpan<byte> content)
    {
        if (signature.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) signature = signature[prefix.Length..];
        else if (isPrefixed) return false;
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(signature.ToLowerInvariant()), Encoding.UTF8.GetBytes(Of(secret, content)));
    }

    /// <summary>What Slack signs: <c>v0</c>, the time and the body.</summary>
    public static byte[] SlackContent(string timestamp, ReadOnlySpan<byte> body) => [.. Encoding.UTF8.GetBytes($"v0:{timestamp}:"), .. body];
}
