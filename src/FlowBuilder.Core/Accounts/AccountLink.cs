using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FlowBuilder.Core.Accounts;

/// <summary>A link with which somebody sets a password, once: to take up an account, or for a forgotten one.</summary>
/// <param name="Path">Its path; the host is put before it by whoever shows it.</param>
/// <param name="ExpiresAt">Until when it is good, in UTC.</param>
public sealed record AccountLink(string Path, DateTimeOffset ExpiresAt)
{
    /// <summary>How long an invitation is good.</summary>
    public static readonly TimeSpan InvitationTime = TimeSpan.FromDays(7);

    /// <summary>How long a link for a new password is good: such an account has something to lose.</summary>
    public static readonly TimeSpan PasswordTime = TimeSpan.FromMinutes(15);

    private const int TokenBytes = 32;

    /// <summary>A new token, of so much chance that a plain hash of it can be stored.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>What is stored of a token.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>The path of the page on which an account is taken up, or a new password set.</summary>
    public static string PathOf(string token) => $"/join/{token}";
}
