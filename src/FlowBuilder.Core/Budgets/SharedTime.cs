using System.Diagnostics.CodeAnalysis;
using FlowBuilder.Core.Execution;

namespace FlowBuilder.Core.Budgets;

/// <summary>Time of work that runs use up together: while three of them work, it passes three times as fast.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="time">The clock.</param>
/// <param name="onUsed">Called with seconds that were used since the last call; must return at once.</param>
/// <param name="onOver">Called for each run at work when nothing is left; must return at once.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "The timer ends with the last run at work.")]
internal sealed class SharedTime(TimeProvider time, Action<double> onUsed, Action<FlowRun> onOver)
{
    // What a process that is killed may forget of each run.
    private static readonly TimeSpan LongestUntold = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();

    // How often each run is halted: it works where it is not.
    private readonly Dictionary<FlowRun, int> _runs = [];
    private ITimer? _timer;
    private double? _limit;
    private double _used;
    private int _working;
    private long _since;

    /// <summary>Seconds used so far.</summary>
    public double Used
    {
        get
        {
            lock (_gate) return _used + Untold;
        }
    }

    /// <summary>Whether nothing is left.</summary>
    public bool IsOver
    {
        get
        {
            lock (_gate) return _limit <= _used + Untold;
        }
    }

    /// <summary>Seconds that there are; null for no end.</summary>
    public double? Limit
    {
        get
        {
            lock (_gate) return _limit;
        }

        set
        {
            lock (_gate)
            {
                _limit = value;
                Arm();
            }
        }
    }

    /// <summary>Takes over what was used before, by other runs or another process.</summary>
    /// <param name="used">Seconds.</param>
    public void Start(double used)
    {
        lock (_gate) _used = used;
    }

    /// <summary>A run begins to work.</summary>
    public void Enter(FlowRun run) => Change(() => _runs.TryAdd(run, 0) ? 1 : 0);

    /// <summary>A run has ended.</summary>
    public void Leave(FlowRun run) => Change(() => _runs.Remove(run, out var halts) && halts == 0 ? -1 : 0);

    /// <summary>A run waits for a person: its time stands still.</summary>
    public void Halt(FlowRun run) => Change(() => _runs.TryGetValue(run, out var halts) && (_runs[run] = halts + 1) == 1 ? -1 : 0);

    /// <summary>A run's wait is over; it works where nothing else of it waits.</summary>
    public void GoOn(FlowRun run) => Change(() => _runs.TryGetValue(run, out var halts) && (_runs[run] = halts - 1) == 0 ? 1 : 0);

    private double Untold => _working == 0 ? 0 : time.GetElapsedTime(_since).TotalSeconds * _working;

    private void Change(Func<int> difference)
    {
        lock (_gate)
        {
            Count();
            _working += difference();
            Arm();
        }
    }

    private void Count()
    {
        var used = Untold;
        _since = time.GetTimestamp();
        if (used <= 0) return;
        _used += used;
        onUsed(used);
    }

    private void Arm()
    {
        _timer?.Dispose();
        _timer = null;
        if (_working == 0) return;
        var due = LongestUntold;
        if (_limit is { } limit)
        {
            // A millisecond more: a timer that came too early would find a rest too small to wait for.
            var left = TimeSpan.FromSeconds(Math.Max(0, (limit - _used - Untold) / _working) + 0.001);
            if (left < due) due = left;
        }

        _timer = time.CreateTimer(static clock => ((SharedTime)clock!).Look(), this, due, Timeout.InfiniteTimeSpan);
    }

    private void Look()
    {
        FlowRun[] stopped = [];
        lock (_gate)
        {
            Count();
            if (_limit <= _used) stopped = [.. _runs.Keys];
            Arm();
        }

        foreach (var run in stopped) onOver(run);
    }
}
