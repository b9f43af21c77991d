using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Memory;

/// <summary>Memory for as long as the process lives: for the command line and for tests.</summary>
/// <param name="clock">Tells when something was learned.</param>
public sealed class InMemoryMemoryStore(TimeProvider clock) : IMemoryStore
{
    private readonly Lock _gate = new();
    private readonly List<(MemoryOwner Owner, MemoryFact Fact)> _facts = [];
    private readonly List<(MemoryOwner Owner, MemorySummary Summary)> _summaries = [];

    /// <inheritdoc/>
    public ValueTask<MessageList> HistoryAsync(string session, string flowId, string runId, CancellationToken cancellationToken) => ValueTask.FromResult(MessageList.Empty);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MemoryOverview>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var owners = _facts.Select(entry => entry.Owner).Concat(_summaries.Select(entry => entry.Owner)).Distinct();
            return ValueTask.FromResult<IReadOnlyList<MemoryOverview>>([.. owners.Select(Overview).OrderByDescending(overview => overview.UpdatedAt)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MemoryFact>> ListFactsAsync(MemoryOwner owner, CancellationToken cancellationToken)
    {
        lock (_gate)
            return ValueTask.FromResult<IReadOnlyList<MemoryFact>>([.. _facts.Where(entry => entry.Owner == owner).Select(entry => entry.Fact).OrderByDescending(fact => fact.UpdatedAt)]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MemorySummary>> ListSummariesAsync(MemoryOwner owner, CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult<IReadOnlyList<MemorySummary>>([.. _summaries.Where(entry => entry.Owner == owner).Select(entry => entry.Summary)]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<MemoryFact>> SaveFactsAsync(
        MemoryOwner owner, IReadOnlyList<string> facts, IReadOnlyCollection<string> replaced, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var saved = new List<MemoryFact>();
        lock (_gate)
        {
            _facts.RemoveAll(entry => entry.Owner == owner && replaced.Contains(entry.Fact.Id));
            foreach (var text in facts)
            {
                var at = _facts.FindIndex(entry => entry.Owner == owner && FactKey.Of(entry.Fact.Text) == FactKey.Of(text));
                var fact = at < 0 ? new MemoryFact(Guid.CreateVersion7(now).ToString("N"), text, now, now) : _facts[at].Fact with { UpdatedAt = now };
                if (at < 0) _facts.Add((owner, fact));
                else _facts[at] = (owner, fact);
                saved.Add(fact);
            }
        }

        return ValueTask.FromResult<IReadOnlyList<MemoryFact>>(saved);
    }

    /// <inheritdoc/>
    public ValueTask SaveSummaryAsync(MemoryOwner owner, MemorySummary summary, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _summaries.RemoveAll(entry => entry.Owner == owner && entry.Summary.Node == summary.Node);
            _summaries.Add((owner, summary));
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<bool> EraseFactAsync(string id, CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult(_facts.RemoveAll(entry => entry.Fact.Id == id) > 0);
    }

    /// <inheritdoc/>
    public ValueTask<bool> EraseAsync(MemoryOwner owner, CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult(_facts.RemoveAll(entry => entry.Owner == owner) + _summaries.RemoveAll(entry => entry.Owner == owner) > 0);
    }

    /// <inheritdoc/>
    public ValueTask EraseAllAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _facts.Clear();
            _summaries.Clear();
        }

        return ValueTask.CompletedTask;
    }

    private MemoryOverview Overview(MemoryOwner owner)
    {
        var facts = _facts.Where(entry => entry.Owner == owner).Select(entry => entry.Fact.UpdatedAt).ToList();
        var summaries = _summaries.Where(entry => entry.Owner == owner).Select(entry => entry.Summary.UpdatedAt).ToList();
        return new MemoryOverview(owner, facts.Count, summaries.Count, facts.Concat(summaries).Max());
    }
}
