using System.Collections.Concurrent;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Auditing;

/// <summary>Writes down what is done to flows, and forgets with whom one was shared that is gone for good. Saves are not written down, but new names are.</summary>
internal sealed class AuditedFlows(IFlowStore flows, AuditTrail audit, AccessRules rules) : IFlowStore
{
    // As last read or stored here: whoever saves a flow has read it before.
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FlowSummary>> ListAsync(CancellationToken cancellationToken) => flows.ListAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<FlowSummary>> ListBinAsync(CancellationToken cancellationToken) => flows.ListBinAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<StoredFlow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var found = await flows.FindAsync(id, cancellationToken);
        if (found is not null) _names[id] = found.Flow.Name;
        return found;
    }

    /// <inheritdoc/>
    public async ValueTask<StoredFlow> CreateAsync(Flow flow, CancellationToken cancellationToken)
    {
        var stored = await flows.CreateAsync(flow, cancellationToken);
        _names[stored.Id] = flow.Name;
        await audit.WriteAsync("flow.created", stored.Id, flow.Name);
        return stored;
    }

    /// <inheritdoc/>
    public async ValueTask<StoredFlow?> SaveAsync(string id, Flow flow, long expectedRevision, CancellationToken cancellationToken)
    {
        var stored = await flows.SaveAsync(id, flow, expectedRevision, cancellationToken);
        if (stored is null) return null;
        var former = _names.GetValueOrDefault(id, flow.Name);
        _names[id] = flow.Name;
        if (former != flow.Name) await audit.WriteAsync("flow.renamed", id, flow.Name, former);
        return stored;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await WrittenAsync(await flows.DeleteAsync(id, cancellationToken), "flow.deleted", id);

    /// <inheritdoc/>
    public async ValueTask<bool> RestoreAsync(string id, CancellationToken cancellationToken) =>
        await WrittenAsync(await flows.RestoreAsync(id, cancellationToken), "flow.restored", id);

    /// <inheritdoc/>
    public async ValueTask<bool> PurgeAsync(string id, CancellationToken cancellationToken)
    {
        if (!await WrittenAsync(await flows.PurgeAsync(id, cancellationToken), "flow.purged", id)) return false;
        _names.TryRemove(id, out _);
        await rules.ShareAsync(Resource.Flow(id), [], CancellationToken.None);
        return true;
    }

    private ValueTask<bool> WrittenAsync(bool isDone, string action, string id) => audit.WrittenAsync(isDone, action, id, _names.GetValueOrDefault(id));
}
