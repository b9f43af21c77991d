using System.Security.Cryptography;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Publishing.Webhooks;

/// <summary>Secrets of webhooks as Standard Webhooks writes them: <c>whsec_</c> and a key in base64.</summary>
/// <remarks>https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md</remarks>
public static class WebhookSecret
{
    /// <summary>What a secret of this form begins with.</summary>
    public const string Prefix = "whsec_";

    /// <summary>How long the secret before a new one stays valid, as Standard Webhooks advises.</summary>
    public static readonly TimeSpan FormerLifetime = TimeSpan.FromHours(24);

    /// <summary>What a text must be to be a secret of this form, for people.</summary>
    public static readonly LocalText Form = LocalText.Of(
        "A secret of Standard Webhooks is whsec_ and 16 to 128 bytes in base64.",
        "Standard Webhooks의 비밀 값은 whsec_ 뒤에 16~128바이트를 base64로 적은 것입니다.");

    private const int NewBytes = 32;
    private const int FewestBytes = 16;
    private const int MostBytes = 128;

    /// <summary>A new secret of 32 random bytes.</summary>
    public static Secret New() => new(Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(NewBytes)));

    /// <summary>The secret that the other side has made, without blanks around it; a new one where it has made none.</summary>
    public static Secret GivenOrNew(string? given) => given is null ? New() : new Secret(given.Trim());

    /// <summary>The key within a secret of this form, the prefix being optional; null for a text that is none.</summary>
    public static byte[]? KeyOf(Secret secret)
    {
        var text = secret.Reveal();
        if (text.StartsWith(Prefix, StringComparison.Ordinal)) text = text[Prefix.Length..];
        var key = new byte[MostBytes];
        return Convert.TryFromBase64String(text, key, out var length) && length >= FewestBytes ? key[..length] : null;
    }
}
