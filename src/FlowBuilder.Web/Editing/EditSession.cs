using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing.Edits;
using FlowBuilder.Web.Editing.Presence;
using FlowBuilder.Web.Editing.Running;

namespace FlowBuilder.Web.Editing;

/// <summary>One flow while it is open: the document that every window on it shares.</summary>
/// <remarks>
/// Thread-safe: edits of several people are applied one after the other, in one order for all. Components show it and
/// keep no document of their own.
/// </remarks>
internal sealed class EditSession : IAsyncDisposable
{
    /// <summary>Edits of one property that follow each other within this time are one step: typing is a step for each pause.</summary>
    public static readonly TimeSpan TypingPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Autosave _autosave;
    private readonly EditLog _log;
    private readonly TimeProvider _time;
    private volatile Flow _flow;
    private volatile FlowRun? _run;

    /// <summary>Opens a session on a flow as the store has it.</summary>
    public EditSession(IFlowStore store, StoredFlow stored, TimeProvider time, ILogger<EditSession> logger)
    {
        (_time, FlowId, _flow) = (time, stored.Id, stored.Flow);
        _log = new EditLog(stored.Flow);
        _autosave = new Autosave(store, stored, () => _flow, edit => Apply(edit), time, logger);
        _autosave.StateChanged += () => Changed?.Invoke();
    }

    /// <summary>Raised after the document or the save state changed, on any thread.</summary>
    public event Action? Changed;

    /// <summary>Raised before <see cref="Changed"/> with who changed the document; null where it came from outside or by undoing.</summary>
    public event Action<EditHistory?>? Edited;

    /// <summary>Raised after another run began, on any thread.</summary>
    public event Action? RunStarted;

    /// <summary>Raised with the step that restoring a version became, on any thread: whoever has the flow open can take it back.</summary>
    public event Action<LoggedEdit>? Restored;

    /// <summary>The flow's id in the store.</summary>
    public string FlowId { get; }

    /// <summary>Who has the flow open.</summary>
    public PresenceRoom Room { get; } = new();

    /// <summary>The document as it is now.</summary>
    public Flow Flow => _flow;

    /// <summary>The latest run that was started from a window on this flow, or null.</summary>
    public FlowRun? Run => _run;

    /// <summary>What is known of the nodes from runs.</summary>
    public RunBoard Board { get; } = new();

    /// <summary>Whether everything is on disk.</summary>
    public SaveState SaveState => _autosave.State;

    /// <summary>Applies an edit that came from outside of any window: nobody can take it back.</summary>
    /// <returns>False where it changed nothing.</returns>
    public bool Apply(FlowEdit edit) => Apply(edit, author: null, _ => { });

    /// <summary>Makes the document as it was in a version, as one edit of nobody in particular.</summary>
    /// <returns>False where it was so already.</returns>
    public bool Restore(Flow version)
    {
        LoggedEdit? restored = null;
        if (!Apply(FlowChanges.Between(Flow, version), author: null, step => restored = step)) return false;
        Restored?.Invoke(restored!);
        return true;
    }

    /// <summary>Applies a person's edit.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="author">The person's history.</param>
    /// <param name="keep">Called with the step that it became before anyone is told of the change, so that who redraws then sees it kept.</param>
    /// <returns>False where it changed nothing.</returns>
    public bool Apply(FlowEdit edit, EditHistory? author, Action<LoggedEdit> keep)
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            var joinsAfter = now - (long)(TypingPause.TotalSeconds * _time.TimestampFrequency);
            if (_log.Add(edit, author, now, joinsAfter) is not { } step) return false;
            _flow = _log.Flow;
            keep(step);
        }

        Tell(author);
        return true;
    }

    /// <summary>Undoes steps or does them again, as one change.</summary>
    /// <param name="act">Given what turns one step off or on, says whether anything is to be seen of it.</param>
    /// <returns>What the act returned.</returns>
    public bool Turn(Func<Func<LoggedEdit, bool, bool>, bool> act)
    {
        bool isSeen;
        lock (_gate)
        {
            isSeen = act(_log.SetActive);
            _flow = _log.Flow;
        }

        if (isSeen) Tell(author: null);
        return isSeen;
    }

    /// <summary>Gives up steps that are undone and will not be done again.</summary>
    public void Drop(IEnumerable<LoggedEdit> steps)
    {
        lock (_gate)
        {
            foreach (var step in steps) _log.Drop(step);
        }
    }

    /// <summary>A readable id that no node has, nor one that could come back by undoing.</summary>
    /// <param name="stem">What the id begins with; of the form of an id.</param>
    /// <param name="taken">Further ids that are not free.</param>
    public NodeId FreeNodeId(string stem, IReadOnlySet<NodeId>? taken = null)
    {
        lock (_gate) return _flow.FreeNodeId(stem, _log.NodesBrought.Concat(taken ?? Enumerable.Empty<NodeId>()).ToHashSet());
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

    /// <summary>Takes in, as an edit, what was stored from outside of any window.</summary>
    public Task TakeStoredAsync(CancellationToken cancellationToken) => _autosave.TakeStoredAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _autosave.DisposeAsync();

    private void Tell(EditHistory? author)
    {
        _autosave.Touch();
        Edited?.Invoke(author);
        Changed?.Invoke();
    }
}
