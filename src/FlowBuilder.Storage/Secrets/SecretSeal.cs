using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Storage.Secrets;

/// <summary>Encrypts secrets with the key ring. What is encrypted for one owner or purpose cannot be read as another's.</summary>
internal sealed class SecretSeal(IDataProtectionProvider provider, string purpose)
{
    public byte[]? Seal(string owner, Secret? secret) =>
        secret is null ? null : Protector(owner).Protect(Encoding.UTF8.GetBytes(secret.Reveal()));

    /// <summary>The secret, or null where there is none, or where the key ring it was encrypted with is gone, which is told.</summary>
    public Secret? Open(string owner, byte[]? stored, Action<CryptographicException> tellLost)
    {
        if (stored is null) return null;
        try
        {
            return new Secret(Encoding.UTF8.GetString(Protector(owner).Unprotect(stored)));
        }
        catch (CryptographicException exception)
        {
            tellLost(exception);
            return null;
        }
    }

    private IDataProtector Protector(string owner) => provider.CreateProtector(purpose, owner);
}
