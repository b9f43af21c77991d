using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowBuilder.Core.Models;

namespace FlowBuilder.Core.Publishing.Webhooks;

/// <summary>Signatures of Standard Webhooks, version 1: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
/// <remarks>https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md</remarks>
public static class StandardWebhook
{
    /// <summary>The header of the delivery's id, the same for every attempt.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header of the time of the attempt, in whole seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header of the signatures, one or more, with a space between them.</summary>
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far the clock of a sender may differ from this machine's.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Version = "v1,";

    /// <summary>The signature of a delivery, with its version: <c>v1,…</c>.</summary>
    /// <exception cref="ArgumentException">The secret is none of Standard Webhooks.</exception>
    public static string Sign(Secret secret, string id, long timestamp, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(HashOf(secret, id, timestamp.ToString(CultureInfo.InvariantCulture), body)
            ?? throw new ArgumentException("The secret is not of the form whsec_ and base64.", nameof(secret)));

    /// <summary>Whether one of the signatures is the delivery's by that secret, in constant time.</summary>
    public static bool IsSigned(Secret secret, string id, string timestamp, string signatures, ReadOnlySpan<byte> body)
    {
        if (HashOf(secret, id, timestamp, body) is not { } hash) return false;
        var given = new byte[hash.Length];
        var isSigned = false;
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (signature.StartsWith(Version, StringComparison.Ordinal)
                && Convert.TryFromBase64String(signature[Version.Length..], given, out var length))
                isSigned |= CryptographicOperations.FixedTimeEquals(given.AsSpan(0, length), hash);
        }

        return isSigned;
    }

    /// <summary>Whether a time in whole seconds since 1970 is near enough to now, before it and after.</summary>
    public static bool IsRecent(string timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - (decimal)seconds) <= (decimal)Tolerance.TotalSeconds;

    private static byte[]? HashOf(Secret secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        if (WebhookSecret.KeyOf(secret) is not { } key) return null;
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
