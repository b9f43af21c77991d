using FlowBuilder.Storage.Secrets;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Storage.Publishing;

/// <summary>The secrets of webhooks and of delivery targets, as they are stored.</summary>
internal sealed class StoredSecrets(IDataProtectionProvider provider, ILogger<StoredSecrets> logger)
{
    private readonly SecretSeal _seal = new(provider, "FlowBuilder.Publishing.Secret");

    public byte[]? Protect(string owner, Secret? secret) => _seal.Seal(owner, secret);

    /// <summary>The secrets that can be decrypted, in their order; one whose key ring is gone must be made anew.</summary>
    public IReadOnlyList<Secret> Unprotect(string owner, params IEnumerable<byte[]?> stored) =>
        [.. stored.Select(secret => Unprotect(owner, secret)).OfType<Secret>()];

    private Secret? Unprotect(string owner, byte[]? stored) => _seal.Open(owner, stored, lost =>
        logger.LogWarning(lost, "A stored secret of {Owner} cannot be decrypted; make a new one on the page of its endpoint.", owner));
}
