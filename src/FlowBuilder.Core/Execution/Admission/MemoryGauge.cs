namespace FlowBuilder.Core.Execution.Admission;

/// <summary>Watches how much of the memory that it may use the process has taken. Thread-safe.</summary>
/// <param name="share">From which share on it is short: above 0, up to 1.</param>
/// <param name="time">The clock.</param>
internal sealed class MemoryGauge(double share, TimeProvider time)
{
    // Reading it asks the operating system.
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(1);

    // What a container or the operator allows, or what the machine has.
    private readonly double _most = share * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    private readonly Lock _gate = new();
    private long? _readAt;
    private bool _isShort;

    /// <summary>Whether it has taken too much, as of a second ago at most.</summary>
    public bool IsShort
    {
        get
        {
            lock (_gate)
            {
                if (_readAt is { } at && time.GetElapsedTime(at) < Validity) return _isShort;
                _readAt = time.GetTimestamp();
                return _isShort = Environment.WorkingSet >= _most;
            }
        }
    }
}
