using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Storage.Publishing;

/// <summary>Encrypts the secrets of webhooks and of delivery targets with the key ring. What is encrypted for one cannot be read as another's.</summary>
internal sealed class StoredSecrets(IDataProtectionProvider provider, ILogger<StoredSecrets> logger)
{
    private const string Purpose = "FlowBuilder.Publishing.Secret";

    public byte[]? Protect(string owner, Secret? secret) =>
        secret is null ? null : Protector(owner).Protect(Encoding.UTF8.GetBytes(secret.Reveal()));

    /// <summary>The secrets that can be decrypted, in their order; one whose key ring is gone must be made anew.</summary>
    public IReadOnlyList<Secret> Unprotect(string owner, params IEnumerable<byte[]?> stored)
    {
        var secrets = new List<Secret>();
        foreach (var secret in stored)
        {
            if (secret is null) continue;
            try
            {
                secrets.Add(new Secret(Encoding.UTF8.GetString(Protector(owner).Unprotect(secret))));
            }
            catch (CryptographicException exception)
            {
                logger.LogWarning(exception, "A stored secret of {Owner} cannot be decrypted; make a new one on the page of its endpoint.", owner);
            }
        }

        return secrets;
    }

    private IDataProtector Protector(string owner) => provider.CreateProtector(Purpose, owner);
}
