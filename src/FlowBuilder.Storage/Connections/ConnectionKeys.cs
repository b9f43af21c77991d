using FlowBuilder.Storage.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Storage.Connections;

/// <summary>The API keys of connections, as they are stored.</summary>
internal sealed class ConnectionKeys(IDataProtectionProvider provider, ILogger<ConnectionKeys> logger)
{
    private readonly SecretSeal _seal = new(provider, "FlowBuilder.Connections.ApiKey");

    public byte[]? Protect(string connection, Secret? key) => _seal.Seal(connection, key);

    /// <summary>The key, or null where the key ring it was encrypted with is gone: it must be entered again then.</summary>
    public Secret? Unprotect(string connection, byte[]? stored) => _seal.Open(connection, stored, lost =>
        logger.LogWarning(lost, "The stored key of connection {Connection} cannot be decrypted; enter it again in the connection's settings.", connection));
}
