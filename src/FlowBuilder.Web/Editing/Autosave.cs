using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing;

/// <summary>Brings a document to the store within a second of each change, never over a revision it has not seen.</summary>
internal sealed class Autosave : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly IFlowStore _store;
    private readonly string _flowId;
    private readonly Func<Flow> _current;
    private readonly ITimer _timer;
    private readonly ILogger _logger;
    private Flow _saved;
    private bool _scheduled;

    /// <summary>Begins with what the store has.</summary>
    /// <param name="store">The store.</param>
    /// <param name="stored">The flow as it was read.</param>
    /// <param name="current">Gives the document as it is now.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of saves that failed.</param>
    public Autosave(IFlowStore store, StoredFlow stored, Func<Flow> current, TimeProvider time, ILogger logger)
    {
        (_store, _flowId, _current, _logger) = (store, stored.Id, current, logger);
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
        if (State is SaveState.Conflict or SaveState.Gone) return;
        SetState(State == SaveState.Failing ? SaveState.Failing : SaveState.Saving);
        Schedule(Pause);
    }

    /// <summary>Takes a stored flow as the new beginning, after a conflict was settled for it.</summary>
    public void Restart(StoredFlow stored)
    {
        (_saved, Revision) = (stored.Flow, stored.Revision);
        SetState(SaveState.Saved);
    }

    /// <summary>Saves what is not saved yet.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            lock (_gate) _scheduled = false;
            while (State is not (SaveState.Conflict or SaveState.Gone) && !ReferenceEquals(_current(), _saved))
                await SaveOnceAsync(_current(), cancellationToken).ConfigureAwait(false);
            if (State is SaveState.Saving or SaveState.Failing) SetState(SaveState.Saved);
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);
        await FlushAsync(CancellationToken.None).ConfigureAwait(false);
        _turn.Dispose();
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
            SetState(SaveState.Conflict);
        }
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

    private void SetState(SaveState state)
    {
        if (State == state) return;
        State = state;
        StateChanged?.Invoke();
    }
}
