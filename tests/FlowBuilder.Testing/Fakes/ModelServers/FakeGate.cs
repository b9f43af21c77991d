namespace FlowBuilder.Testing.Fakes.ModelServers;

/// <summary>A point at which a fake server waits until the test says go; the test may wait for it to get there.</summary>
public sealed class FakeGate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the server has come to the gate.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Lets the server go on, now and ever after.</summary>
    public void Open() => _opened.TrySetResult();

    internal Task PassAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        return _opened.Task.WaitAsync(cancellationToken);
    }
}
