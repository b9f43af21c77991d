namespace FlowBuilder.Core.Execution;

/// <summary>Calls once after a time that can be halted: what waits for a person does not use up its own time.</summary>
/// <remarks>Thread-safe. Halts may overlap; the time goes on when the last is over.</remarks>
internal sealed class PausingTimer : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TimeSpan _left;
    private long _since;
    private int _halts;

    /// <summary>Begins at once.</summary>
    /// <param name="limit">The time; <see cref="Timeout.InfiniteTimeSpan"/> for one that never ends.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onOver">Called on a thread of the timer's choice. Must not throw.</param>
    public PausingTimer(TimeSpan limit, TimeProvider time, Action onOver)
    {
        (_time, _left, _since) = (time, limit, time.GetTimestamp());
        _timer = time.CreateTimer(static call => ((Action)call!)(), onOver, limit, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Halts the time.</summary>
    public void Halt()
    {
        lock (_gate)
        {
            if (_halts++ > 0 || _left == Timeout.InfiniteTimeSpan) return;
            _left -= _time.GetElapsedTime(_since);
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Lets the time go on, where no other halt holds it.</summary>
    public void GoOn()
    {
        lock (_gate)
        {
            if (--_halts > 0 || _left == Timeout.InfiniteTimeSpan) return;
            _since = _time.GetTimestamp();
            _timer.Change(_left > TimeSpan.Zero ? _left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
