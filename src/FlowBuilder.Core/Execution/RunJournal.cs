using System.Runtime.CompilerServices;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Core.Execution;

/// <summary>The append-only, numbered record of a run. Everything that anyone sees of a run is read from here.</summary>
/// <remarks>
/// Appending never waits for a reader; each reader pulls at its own speed from the number it wants. Where a journal is kept on disk,
/// readers are shown what is there already, so that whoever saw an event finds it again after any end of the program. Thread-safe.
/// </remarks>
/// <param name="time">The clock.</param>
public sealed class RunJournal(TimeProvider time)
{
    private const int BatchSize = 256;

    private readonly Lock _gate = new();
    private readonly List<RunEvent?> _events = []; // Null where it is packed.
    private readonly PackedDeltas _packed = new();
    private int _looked; // How many were looked at for packing.
    private TaskCompletionSource? _changed;
    private int _shown = int.MaxValue;
    private bool _ended;
    private bool _closed;

    /// <summary>A journal that goes on after events of an earlier life of its run.</summary>
    internal RunJournal(TimeProvider time, IEnumerable<RunEvent> kept)
        : this(time)
    {
        _events.AddRange(kept);
        _ended = _events is [.., { IsFinal: true }];
    }

    /// <summary>Called after events were appended; must return at once.</summary>
    internal Action? Appended { get; set; }

    /// <summary>The number of the latest event that is shown; 0 before the first.</summary>
    public long LastSeq
    {
        get
        {
            lock (_gate) return Shown;
        }
    }

    /// <summary>The first event, or null before it.</summary>
    public RunEvent? First
    {
        get
        {
            lock (_gate) return Shown == 0 ? null : At(0);
        }
    }

    /// <summary>Whether the final event is shown.</summary>
    public bool IsEnded
    {
        get
        {
            lock (_gate) return _ended && Shown == _events.Count;
        }
    }

    /// <summary>The number of the latest event, shown or not.</summary>
    internal long LastAppended
    {
        get
        {
            lock (_gate) return _events.Count;
        }
    }

    /// <summary>Whether the final event has been appended, shown or not.</summary>
    internal bool HasFinal
    {
        get
        {
            lock (_gate) return _ended;
        }
    }

    private int Shown => Math.Min(_shown, _events.Count);

    /// <summary>Every event so far.</summary>
    public IReadOnlyList<RunEvent> ToList()
    {
        lock (_gate) return Range(0, Shown);
    }

    /// <summary>Every event so far above a number.</summary>
    /// <param name="afterSeq">0 for all.</param>
    public IReadOnlyList<RunEvent> After(long afterSeq)
    {
        lock (_gate)
        {
            var first = (int)Math.Clamp(afterSeq, 0, Shown);
            return Range(first, Shown - first);
        }
    }

    /// <summary>Every event, shown or not, above a number.</summary>
    /// <param name="afterSeq">0 for all.</param>
    /// <param name="most">At most so many.</param>
    internal IReadOnlyList<RunEvent> Appendix(long afterSeq, int most = int.MaxValue)
    {
        lock (_gate)
        {
            var first = (int)Math.Clamp(afterSeq, 0, _events.Count);
            return Range(first, Math.Min(most, _events.Count - first));
        }
    }

    /// <summary>From now on readers are shown events to this number only; <see cref="int.MaxValue"/> for all.</summary>
    internal void ShowTo(long seq)
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            _shown = (int)Math.Min(seq, int.MaxValue);
            (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
    }

    /// <summary>Takes no event any more: the program ends, and the run goes on when it is started again. Readers come to an end.</summary>
    internal void Close()
    {
        TaskCompletionSource? changed;
        lock (_gate)
        {
            _closed = true;
            (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
    }

    /// <summary>Every event above a number, and those that come, to the final one.</summary>
    /// <param name="afterSeq">0 for all.</param>
    /// <param name="cancellationToken">Ends the reading; the run goes on.</param>
    public async IAsyncEnumerable<RunEvent> ReadAsync(long afterSeq, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in ReadBatchesAsync(afterSeq, cancellationToken).ConfigureAwait(false))
        {
            foreach (var runEvent in batch) yield return runEvent;
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, all that has come meanwhile at once: for readers that draw at their own rhythm.</summary>
    /// <param name="afterSeq">0 for all.</param>
    /// <param name="cancellationToken">Ends the reading; the run goes on.</param>
    public async IAsyncEnumerable<IReadOnlyList<RunEvent>> ReadBatchesAsync(
        long afterSeq,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = (int)Math.Clamp(afterSeq, 0, int.MaxValue);
        while (true)
        {
            RunEvent[]? batch = null;
            Task? wait = null;
            lock (_gate)
            {
                if (next < Shown) batch = Range(next, Math.Min(BatchSize, Shown - next));
                else if ((_ended || _closed) && next >= _events.Count) yield break;
                else wait = (_changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            if (batch is not null)
            {
                next += batch.Length;
                yield return batch;
            }
            else
            {
                await wait!.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Numbers and times events and adds them, with nothing of anyone else between them.</summary>
    /// <remarks>What comes after the final event is dropped: a node left behind may still speak.</remarks>
    internal void Append(params ReadOnlySpan<RunEvent> events)
    {
        TaskCompletionSource? changed = null;
        lock (_gate)
        {
            var shown = Shown;
            Pack(shown);
            foreach (var runEvent in events)
            {
                if (_ended || _closed) break;
                runEvent.Seq = _events.Count + 1;
                runEvent.Time = time.GetUtcNow();
                _events.Add(runEvent);
                _ended = runEvent.IsFinal;
            }

            // Readers of a journal that is kept are woken when they are shown more, not for each event that waits for the disk.
            if (Shown > shown) (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
        Appended?.Invoke();
    }

    private RunEvent At(int index) => _events[index] ?? _packed.At(index + 1);

    private RunEvent[] Range(int first, int count)
    {
        var range = new RunEvent[count];
        for (var i = 0; i < count; i++) range[i] = At(first + i);
        return range;
    }

    // Whoever reads as it is written has read what was shown by the time that more comes.
    private void Pack(int shown)
    {
        for (; _looked < shown; _looked++)
        {
            if (_events[_looked] is not NodeDelta { Text.Length: <= PackedDeltas.LongestText } delta) continue;
            _packed.Add(delta);
            _events[_looked] = null;
        }
    }
}
