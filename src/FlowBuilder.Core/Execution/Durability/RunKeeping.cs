using System.Diagnostics;
using FlowBuilder.Core.Faults;

namespace FlowBuilder.Core.Execution.Durability;

/// <summary>How far the journal of one run is on disk, and who waits for more of it. Thread-safe.</summary>
internal sealed class RunKeeping
{
    // What is not in a group comes with the next, so that no run holds up others with a long one.
    private const int MostInGroup = 1024;

    private readonly Lock _gate = new();
    private readonly JournalKeeper _keeper;
    private readonly FlowRun _run;
    private readonly List<(long Seq, TaskCompletionSource Done)> _waiting = [];
    private long _kept;
    private long _own;
    private long _sharedSince;
    private int _isMarked;
    private bool _isOver;

    public RunKeeping(JournalKeeper keeper, FlowRun run, RunDurability durability, long kept)
    {
        (_keeper, _run, _kept, _own) = (keeper, run, kept, kept);
        if (durability != RunDurability.Node) return;
        run.Journal.ShowTo(kept);
        run.Journal.Appended = Mark;
    }

    /// <summary>Waits until events to a number are on disk.</summary>
    /// <exception cref="NodeException">They cannot be written.</exception>
    public async ValueTask KeepAsync(long seq, CancellationToken cancellationToken)
    {
        Task done;
        lock (_gate)
        {
            if (_kept >= seq) return;
            if (_isOver) throw NotKept;
            var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((seq, waiting));
            done = waiting.Task;
        }

        Mark();
        _keeper.Hurry();
        await done.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The events to be written next, or null where there are none. What comes with the final event is the archive's to keep.</summary>
    /// <param name="mayShare">Whether those of other runs are written with them.</param>
    public EventGroup? Next(bool mayShare)
    {
        Volatile.Write(ref _isMarked, 0);
        lock (_gate)
        {
            if (_isOver || _run.Journal.HasFinal) return null;

            // A group of its own lets go of what the run has among others, so it begins with that and has all of it.
            var isShared = mayShare && (_own == _kept || Stopwatch.GetElapsedTime(_sharedSince) < _keeper.LongestShared);
            var before = isShared ? _kept : _own;
            var events = _run.Journal.Appendix(before, (int)(_kept - before) + MostInGroup);
            return events.Count == 0 ? null : new EventGroup(_run.Id, events, isShared);
        }
    }

    /// <summary>A group is on disk.</summary>
    public void Kept(EventGroup group)
    {
        long seq;
        lock (_gate)
        {
            if (_isOver) return;
            if (group.MayShare && _own == _kept) _sharedSince = Stopwatch.GetTimestamp();
            if (!group.MayShare && group.Events[0].Seq == _own + 1) _own = group.Events[^1].Seq;
            seq = _kept = Math.Max(_kept, group.Events[^1].Seq);
            foreach (var (_, done) in _waiting.Where(waiting => waiting.Seq <= seq)) done.TrySetResult();
            _waiting.RemoveAll(waiting => waiting.Seq <= seq);
        }

        if (_run.Journal.Appended is not null) _run.Journal.ShowTo(seq);
        if (_run.Journal.LastAppended > seq && (_run.Journal.Appended is not null || IsWaitedFor)) Mark();
    }

    /// <summary>Events cannot be written: the run ends, and says so.</summary>
    public void Fail()
    {
        End(isKept: false);
        _run.StopFor(RunFaults.NotKept, null, static () => { });
    }

    /// <summary>Nothing more is written; all that there is is shown.</summary>
    /// <param name="isKept">Whether all of it is kept elsewhere now: in the archive.</param>
    public void End(bool isKept)
    {
        lock (_gate)
        {
            _isOver = true;
            if (isKept) _kept = long.MaxValue;
            foreach (var (_, done) in _waiting)
            {
                if (isKept) done.TrySetResult();
                else done.TrySetException(NotKept);
            }

            _waiting.Clear();
        }

        _run.Journal.Appended = null;
        _run.Journal.ShowTo(int.MaxValue);
    }

    private static NodeException NotKept => new(RunFaults.NotKept.Code, RunFaults.NotKept.Text, RunFaults.NotKept.Kind);

    private bool IsWaitedFor
    {
        get
        {
            lock (_gate) return _waiting.Count > 0;
        }
    }

    private void Mark()
    {
        if (Interlocked.Exchange(ref _isMarked, 1) == 0) _keeper.Mark(this);
    }
}
