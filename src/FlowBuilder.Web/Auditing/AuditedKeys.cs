using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Keys;

namespace FlowBuilder.Web.Auditing;

/// <summary>Writes down which keys are made and removed.</summary>
internal sealed class AuditedKeys(IApiKeyStore keys, AuditTrail audit) : IApiKeyStore
{
    /// <inheritdoc/>
    public async ValueTask AddAsync(ApiKey key, string secret, CancellationToken cancellationToken)
    {
        await keys.AddAsync(key, secret, cancellationToken);
        await audit.WriteAsync("key.made", key.Id, key.Name, string.Join(", ", KeyItem.NamesOf(key.Scopes)));
    }

    /// <inheritdoc/>
    public ValueTask<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken) => keys.FindAsync(secret, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) => keys.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var name = (await keys.ListAsync(cancellationToken)).FirstOrDefault(key => key.Id == id)?.Name;
        if (!await keys.DeleteAsync(id, cancellationToken)) return false;
        await audit.WriteAsync("key.deleted", id, name);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask TouchAsync(string id, DateTimeOffset usedAt, CancellationToken cancellationToken) => keys.TouchAsync(id, usedAt, cancellationToken);
}
