using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing.Edits;
using FlowBuilder.Web.Editing.Running;

namespace FlowBuilder.Web.Editing;

/// <summary>One flow while it is open: the document that every window on it shares.</summary>
/// <remarks>
/// Thread-safe: edits of several people are applied one after the other, in one order for all. Components show it and
/// keep no document of their own.
/// </remarks>
internal sealed class EditSession : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly IFlowStore _store;
    private readonly Autosave _autosave;
    private volatile Flow _flow;
    private volatile FlowRun? _run;

    /// <summary>Opens a session on a flow as the store has it.</summary>
    public EditSession(IFlowStore store, StoredFlow stored, TimeProvider time, ILogger<EditSession> logger)
    {
        (_store, FlowId, _flow) = (store, stored.Id, stored.Flow);
        _autosave = new Autosave(store, stored, () => _flow, time, logger);
        _autosave.StateChanged += () => Changed?.Invoke();
    }

    /// <summary>Raised after the document or the save state changed, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Raised after another run began, on any thread.</summary>
    public event Action? RunStarted;

    /// <summary>The flow's id in the store.</summary>
    public string FlowId { get; }

    /// <summary>The document as it is now.</summary>
    public Flow Flow => _flow;

    /// <summary>The latest run that was started from a window on this flow, or null.</summary>
    public FlowRun? Run => _run;

    /// <summary>What is known of the nodes from runs.</summary>
    public RunBoard Board { get; } = new();

    /// <summary>Whether everything is on disk.</summary>
    public SaveState SaveState => _autosave.State;

    /// <summary>Applies an edit.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="keepInverse">Called with the edit that takes it back before anyone is told of the change, so that who redraws then sees it kept.</param>
    /// <returns>The edit that takes it back, or null where it changed nothing.</returns>
    public FlowEdit? Apply(FlowEdit edit, Action<FlowEdit>? keepInverse = null)
    {
        FlowEdit inverse;
        lock (_gate)
        {
            var before = _flow;
            var after = edit.Apply(before);
            if (ReferenceEquals(after, before)) return null;
            inverse = edit.Invert(before);
            _flow = after;
        }

        keepInverse?.Invoke(inverse);
        _autosave.Touch();
        Changed?.Invoke();
        return inverse;
    }

    /// <summary>Shows a run to every window on this flow.</summary>
    public void ShowRun(FlowRun run)
    {
        Board.Begin(run);
        _run = run;
        RunStarted?.Invoke();
    }

    /// <summary>Saves at once what is not saved yet.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => _autosave.FlushAsync(cancellationToken);

    /// <summary>Settles a conflict by taking what the store has; what was changed here since is given up.</summary>
    /// <returns>False where the flow is no longer there.</returns>
    public async Task<bool> TakeStoredAsync(CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(FlowId, cancellationToken).ConfigureAwait(false) is not { } stored) return false;
        lock (_gate) _flow = stored.Flow;
        _autosave.Restart(stored);
        Changed?.Invoke();
        return true;
    }

    /// <summary>Settles a conflict by keeping what is here under a new id.</summary>
    /// <param name="name">The copy's name.</param>
    /// <param name="cancellationToken">Gives up before the copy is stored.</param>
    /// <returns>The new flow's id.</returns>
    public async Task<string> SaveCopyAsync(string name, CancellationToken cancellationToken) =>
        (await _store.CreateAsync(_flow with { Name = name }, cancellationToken).ConfigureAwait(false)).Id;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _autosave.DisposeAsync();
}
