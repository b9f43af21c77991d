namespace FlowBuilder.Core.Publishing;

/// <summary>Keeps API keys, their secrets as hashes only.</summary>
public interface IApiKeyStore
{
    /// <summary>Adds a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="secret">Its secret, of which the hash is kept.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    ValueTask AddAsync(ApiKey key, string secret, CancellationToken cancellationToken);

    /// <summary>The key that a secret is of; null for one that is not known. An expired one is found too.</summary>
    ValueTask<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken);

    /// <summary>Every key, last made first.</summary>
    ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Removes a key; it is refused from then on. False where there is none of that id.</summary>
    ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Remembers that a key was used.</summary>
    ValueTask TouchAsync(string id, DateTimeOffset usedAt, CancellationToken cancellationToken);
}
