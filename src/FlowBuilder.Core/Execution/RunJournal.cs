using System.Runtime.CompilerServices;
using FlowBuilder.Core.Execution.Events;

namespace FlowBuilder.Core.Execution;

/// <summary>The append-only, numbered record of a run. Everything that anyone sees of a run is read from here.</summary>
/// <remarks>Appending never waits for a reader; each reader pulls at its own speed from the number it wants. Thread-safe.</remarks>
public sealed class RunJournal(TimeProvider time)
{
    private const int BatchSize = 256;

    private readonly Lock _gate = new();
    private readonly List<RunEvent> _events = [];
    private TaskCompletionSource? _changed;
    private bool _ended;

    /// <summary>The number of the latest event; 0 before the first.</summary>
    public long LastSeq
    {
        get
        {
            lock (_gate) return _events.Count;
        }
    }

    /// <summary>The first event, or null before it.</summary>
    public RunEvent? First
    {
        get
        {
            lock (_gate) return _events.Count == 0 ? null : _events[0];
        }
    }

    /// <summary>Whether the final event has been appended.</summary>
    public bool IsEnded
    {
        get
        {
            lock (_gate) return _ended;
        }
    }

    /// <summary>Every event so far.</summary>
    public IReadOnlyList<RunEvent> ToList()
    {
        lock (_gate) return [.. _events];
    }

    /// <summary>Every event so far above a number.</summary>
    /// <param name="afterSeq">0 for all.</param>
    public IReadOnlyList<RunEvent> After(long afterSeq)
    {
        lock (_gate) return [.. _events.Skip((int)Math.Clamp(afterSeq, 0, int.MaxValue))];
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
                if (next < _events.Count) batch = [.. _events.GetRange(next, Math.Min(BatchSize, _events.Count - next))];
                else if (_ended) yield break;
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
        TaskCompletionSource? changed;
        lock (_gate)
        {
            foreach (var runEvent in events)
            {
                if (_ended) break;
                runEvent.Seq = _events.Count + 1;
                runEvent.Time = time.GetUtcNow();
                _events.Add(runEvent);
                _ended = runEvent.IsFinal;
            }

            (changed, _changed) = (_changed, null);
        }

        changed?.TrySetResult();
    }
}
