namespace FlowBuilder.Core.Execution.Admission;

/// <summary>The place that a run has on its host. Thread-safe.</summary>
internal sealed class RunPlace(RunAdmission admission, string? caller) : IDisposable
{
    private readonly Lock _gate = new();
    private bool _isResting;
    private bool _isLeft;

    /// <summary>Looks whether the run waits for a person: meanwhile another may have the place.</summary>
    /// <param name="waits">Whether it does; asked under the lock, so that of two looks the later one counts.</param>
    public void Look(Func<bool> waits)
    {
        lock (_gate)
        {
            var isWaiting = waits();
            if (_isLeft || isWaiting == _isResting) return;
            if (!isWaiting) admission.GoOn(caller);
            _isResting = isWaiting && admission.TryRest(caller);
        }
    }

    /// <summary>The run has ended.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isLeft) return;
            _isLeft = true;
            admission.Leave(caller, _isResting);
        }
    }
}
