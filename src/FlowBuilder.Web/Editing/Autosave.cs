using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Editing.Edits;

namespace FlowBuilder.Web.Editing;

/// <summary>Brings a document to the store within a second of each change, never over a revision it has not seen.</summary>
/// <remarks>
/// What another program stored meanwhile is taken into the document, property by property, before it is saved again:
/// where both set the same property, what was stored last wins.
/// </remarks>
internal sealed class Autosave : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly IFlowStore _store;
    private readonly string _flowId;
    private readonly Func<Flow> _current;
    private readonly Action<FlowEdit> _takeIn;
    private readonly ITimer _timer;
    private readonly ILogger _logger;
    private Flow _saved;
    private bool _scheduled;
    private int _touches;

    /// <summary>Begins with what the store has.</summary>
    /// <param name="store">The store.</param>
    /// <param name="stored">The flow as it was read.</param>
    /// <param name="current">Gives the document as it is now.</param>
    /// <param name="takeIn">Does an edit that came from outside.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of saves that failed.</param>
    public Autosave(IFlowStore store, StoredFlow stored, Func<Flow> current, Action<FlowEdit> takeIn, TimeProvider time, ILogger logger)
    {
        (_store, _flowId, _current, _takeIn, _logger) = (store, stored.Id, current, takeIn, logger);
        (_saved, Revision) = (stored.Flow, stored.Revision);
        _timer = time.CreateTimer(_ => _ = FlushAsync(CancellationToken.None), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised after each change of <see cref="State"/>, on any thread.</summary>
    public event Action? StateChanged;

    /// <summary>The revision that the store had when it was last heard of.</summary>
    public long Revision { get; private set; }

    /// <summary>Whether everything is on disk.</summary>
    public SaveState State { get; private set; }

    /// <summary>Says that the document changed.</summary>
    public void Touch()
    {
        lock (_gate)
        {
            if (State == SaveState.Gone) return;
            _touches++;
        }

        SetState(State == SaveState.Failing ? SaveState.Failing : SaveState.Saving);
        Schedule(Pause);
    }

    /// <summary>Saves what is not saved yet.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => SaveAsync(looksFirst: false, cancellationToken);

    /// <summary>Takes in what another program has stored, if it has, and saves what is not saved yet.</summary>
    public Task TakeStoredAsync(CancellationToken cancellationToken) => SaveAsync(looksFirst: true, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        _turn.Dispose();
    }

    private async Task SaveAsync(bool looksFirst, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (looksFirst) await TakeInAsync(cancellationToken).ConfigureAwait(false);
            int touches;
            do
            {
                lock (_gate) (_scheduled, touches) = (false, _touches);
                while (State != SaveState.Gone && !ReferenceEquals(_current(), _saved))
                    await SaveOnceAsync(_current(), cancellationToken).ConfigureAwait(false);
            }
            while (!TrySettle(touches));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            _logger.LogWarning(failure, "Flow {FlowId} could not be saved; it is tried again.", _flowId);
            SetState(SaveState.Failing);
            Schedule(RetryPause);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task SaveOnceAsync(Flow flow, CancellationToken cancellationToken)
    {
        try
        {
            var stored = await _store.SaveAsync(_flowId, flow, Revision, cancellationToken).ConfigureAwait(false);
            if (stored is null)
            {
                SetState(SaveState.Gone);
                return;
            }

            (_saved, Revision) = (flow, stored.Revision);
        }
        catch (FlowConflictException)
        {
            await TakeInAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task TakeInAsync(CancellationToken cancellationToken)
    {
        if (await _store.FindAsync(_flowId, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            SetState(SaveState.Gone);
            return;
        }

        if (stored.Revision == Revision) return;
        _takeIn(FlowChanges.Between(_saved, stored.Flow));
        Revision = stored.Revision;

        // Where nothing of ours is beyond it, the stored flow is ours, and not saved once more.
        var current = _current();
        _saved = ReferenceEquals(FlowSharing.Reuse(current, stored.Flow), current) ? current : stored.Flow;
    }

    private void Schedule(TimeSpan pause)
    {
        lock (_gate)
        {
            // The timer is not pushed back by further changes: somebody who types without a pause is saved all the same.
            if (_scheduled) return;
            _scheduled = true;
        }

        _timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    // Nothing is said to be saved that was changed since it was looked at.
    private bool TrySettle(int touches)
    {
        lock (_gate)
        {
            if (State is not (SaveState.Saving or SaveState.Failing)) return true;
            if (_touches != touches) return false;
            State = SaveState.Saved;
        }

        StateChanged?.Invoke();
        return true;
    }

    private void SetState(SaveState state)
    {
        if (State == state) return;
        State = state;
        StateChanged?.Invoke();
    }
}
