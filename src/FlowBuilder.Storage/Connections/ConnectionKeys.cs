using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Storage.Connections;

/// <summary>Encrypts API keys with the key ring. What is encrypted for one connection cannot be read as another's.</summary>
internal sealed class ConnectionKeys(IDataProtectionProvider provider, ILogger<ConnectionKeys> logger)
{
    private const string Purpose = "FlowBuilder.Connections.ApiKey";

    public byte[]? Protect(string connection, Secret? key) =>
        key is null ? null : Protector(connection).Protect(Encoding.UTF8.GetBytes(key.Reveal()));

    /// <summary>The key, or null where the key ring it was encrypted with is gone: it must be entered again then.</summary>
    public Secret? Unprotect(string connection, byte[]? stored)
    {
        if (stored is null) return null;
        try
        {
            return new Secret(Encoding.UTF8.GetString(Protector(connection).Unprotect(stored)));
        }
        catch (CryptographicException exception)
        {
            logger.LogWarning(
                exception, "The stored key of connection {Connection} cannot be decrypted; enter it again in the connection's settings.", connection);
            return null;
        }
    }

    private IDataProtector Protector(string connection) => provider.CreateProtector(Purpose, connection);
}
