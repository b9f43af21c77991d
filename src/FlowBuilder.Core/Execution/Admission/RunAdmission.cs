using System.Runtime.InteropServices;

namespace FlowBuilder.Core.Execution.Admission;

/// <summary>Gives runs places on this host: no more than there are, none when memory runs short, and to no caller what others need.</summary>
/// <remarks>
/// A caller may have up to three times as many places as are free. Alone it gets three quarters of all; with others fewer, and some
/// stay free for whoever comes next, without anybody counting callers. After A. K. Choudhury and E. L. Hahne, "Dynamic queue length
/// thresholds for shared-memory packet switches", IEEE/ACM Transactions on Networking 6 (2), 1998. Runs without a caller, those of
/// people in the editor, take any place that is free. Thread-safe.
/// </remarks>
internal sealed class RunAdmission
{
    private const int PlacesPerFreeOne = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private readonly MemoryGauge _memory;
    private readonly int _mostWaiting;
    private int _free;
    private int _waiting;

    /// <summary>With all places free.</summary>
    public RunAdmission(RunLimits limits, TimeProvider time) =>
        (_free, _mostWaiting, _memory) = (limits.Runs, limits.WaitingRuns, new MemoryGauge(limits.MemoryShare, time));

    /// <summary>Takes a place.</summary>
    /// <param name="caller">Who shares its places with nobody else; null for a person in the editor and for the program itself.</param>
    /// <returns>The place, to be disposed of when the run has ended.</returns>
    /// <exception cref="HostBusyException">There is none.</exception>
    public RunPlace Take(string? caller)
    {
        if (_memory.IsShort) throw new HostBusyException(BusyReason.Memory);
        lock (_gate)
        {
            if (_free <= 0) throw new HostBusyException(BusyReason.Runs);
            if (caller is not null && _held.GetValueOrDefault(caller) >= PlacesPerFreeOne * _free) throw new HostBusyException(BusyReason.Caller);
            Occupy(caller);
        }

        return new RunPlace(this, caller);
    }

    /// <summary>Takes a place whether there is one or not, for a run that was let in before.</summary>
    public RunPlace Keep(string? caller)
    {
        lock (_gate) Occupy(caller);
        return new RunPlace(this, caller);
    }

    /// <summary>Lets another have the place of a run that waits for a person.</summary>
    /// <returns>Whether it could; where too many runs wait, they keep their places, so that they do not become more.</returns>
    internal bool TryRest(string? caller)
    {
        lock (_gate)
        {
            if (_waiting >= _mostWaiting) return false;
            _waiting++;
            Vacate(caller);
            return true;
        }
    }

    /// <summary>A run goes on that had waited: it was let in before, so it has its place at once.</summary>
    internal void GoOn(string? caller)
    {
        lock (_gate)
        {
            _waiting--;
            Occupy(caller);
        }
    }

    /// <summary>Gives a place back.</summary>
    internal void Leave(string? caller, bool isResting)
    {
        lock (_gate)
        {
            if (isResting) _waiting--;
            else Vacate(caller);
        }
    }

    private void Occupy(string? caller)
    {
        _free--;
        if (caller is not null) CollectionsMarshal.GetValueRefOrAddDefault(_held, caller, out _)++;
    }

    private void Vacate(string? caller)
    {
        _free++;
        if (caller is not null && --CollectionsMarshal.GetValueRefOrNullRef(_held, caller) == 0) _held.Remove(caller);
    }
}
