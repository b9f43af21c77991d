using System.Collections.Concurrent;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Tests.Editing.Support;

/// <summary>Flows in memory, by the same rules as a store on disk.</summary>
internal sealed class MemoryFlowStore(TimeProvider time) : IFlowStore
{
    private readonly ConcurrentDictionary<string, StoredFlow> _flows = new();

    /// <summary>Thrown by the next saves, to see what comes of a store that fails.</summary>
    public Exception? Failure { get; set; }

    public int Saves { get; private set; }

    public ValueTask<IReadOnlyList<FlowSummary>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<FlowSummary>>(
        [.. _flows.Values.Select(stored => new FlowSummary(stored.Id, stored.Revision, stored.Flow.Name, "", [], stored.UpdatedAt))]);

    public ValueTask<IReadOnlyList<FlowSummary>> ListBinAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<FlowSummary>>([]);

    public ValueTask<StoredFlow?> FindAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult(_flows.GetValueOrDefault(id));

    public ValueTask<StoredFlow> CreateAsync(Flow flow, CancellationToken cancellationToken)
    {
        var stored = new StoredFlow($"flow-{_flows.Count + 1}", 1, time.GetUtcNow(), flow);
        _flows[stored.Id] = stored;
        return ValueTask.FromResult(stored);
    }

    public ValueTask<StoredFlow?> SaveAsync(string id, Flow flow, long expectedRevision, CancellationToken cancellationToken)
    {
        if (Failure is { } failure) throw failure;
        if (!_flows.TryGetValue(id, out var stored)) return ValueTask.FromResult<StoredFlow?>(null);
        if (stored.Revision != expectedRevision) throw new FlowConflictException(id, stored.Revision);
        Saves++;
        return ValueTask.FromResult<StoredFlow?>(_flows[id] = stored with { Revision = stored.Revision + 1, Flow = flow });
    }

    public ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult(_flows.TryRemove(id, out _));

    public ValueTask<bool> RestoreAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult(false);

    public ValueTask<bool> PurgeAsync(string id, CancellationToken cancellationToken) => ValueTask.FromResult(false);
}
