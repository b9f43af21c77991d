using FlowBuilder.Core.Flows;

namespace FlowBuilder.Nodes.Tests.Control;

/// <summary>A store with one flow in it.</summary>
internal sealed class OneFlowStore(string id, Flow flow) : IFlowStore
{
    public ValueTask<StoredFlow?> FindAsync(string wanted, CancellationToken cancellationToken) =>
        ValueTask.FromResult(wanted == id ? new StoredFlow(id, 1, DateTimeOffset.UnixEpoch, flow) : null);

    public ValueTask<IReadOnlyList<FlowSummary>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<FlowSummary>> ListBinAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<StoredFlow> CreateAsync(Flow created, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<StoredFlow?> SaveAsync(string saved, Flow document, long expectedRevision, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> DeleteAsync(string deleted, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> PurgeAsync(string purged, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> RestoreAsync(string restored, CancellationToken cancellationToken) => throw new NotSupportedException();
}
