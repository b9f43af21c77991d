using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing;

/// <summary>The flows that are open in this host; every window on a flow gets the same session.</summary>
internal sealed class EditSessions(IFlowStore store, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Opens a flow, or joins those who have it open. Null where there is no such flow.</summary>
    public async Task<EditSessionLease?> OpenAsync(string flowId, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_entries.TryGetValue(flowId, out var entry))
            {
                if (await store.FindAsync(flowId, cancellationToken).ConfigureAwait(false) is not { } stored) return null;
                entry = new Entry(new EditSession(store, stored, time, loggers.CreateLogger<EditSession>()));
                _entries[flowId] = entry;
            }

            entry.Leases++;
            return new EditSessionLease(entry.Session, () => ReleaseAsync(flowId));
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Says that a flow was stored or deleted from outside of any window: whoever has it open sees it at once.</summary>
    public async Task NoticeAsync(string flowId, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_entries.TryGetValue(flowId, out var entry)) await entry.Session.TakeStoredAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async ValueTask ReleaseAsync(string flowId)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (!_entries.TryGetValue(flowId, out var entry) || --entry.Leases > 0) return;
            _entries.Remove(flowId);

            // Within the gate, so that whoever opens the flow next reads what was saved here.
            await entry.Session.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private sealed class Entry(EditSession session)
    {
        public EditSession Session { get; } = session;

        public int Leases { get; set; }
    }
}
