namespace FlowBuilder.Core.Tests.Execution.TestNodes;

/// <summary>Lets a node go on, one step for each time the test opens it.</summary>
public sealed class Gate
{
    private readonly SemaphoreSlim _steps = new(0);

    public void Open(int steps = 1) => _steps.Release(steps);

    public Task PassAsync(CancellationToken cancellationToken) => _steps.WaitAsync(cancellationToken);
}
