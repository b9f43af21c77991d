using Microsoft.Extensions.Logging;

namespace FlowBuilder.Core.Execution;

/// <summary>Ends one try of a node: when its time is over, or when its run is to stop.</summary>
/// <remarks>
/// A node may hang anything on its token, so what that throws is caught here: it must reach neither the timer's thread,
/// where it would end the process, nor whoever stops the run.
/// </remarks>
internal sealed class NodeDeadline : IDisposable
{
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _onStopping;
    private readonly PausingTimer _timer;
    private volatile bool _isOver;

    public NodeDeadline(TimeSpan limit, TimeProvider time, ILogger logger, CancellationToken stopping)
    {
        _logger = logger;
        _timer = new PausingTimer(limit, time, RunOut);
        _onStopping = stopping.UnsafeRegister(static state => ((NodeDeadline)state!).Cancel(), this);
    }

    /// <summary>What the node is told by.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the time ran out.</summary>
    public bool IsOver => _isOver;

    /// <summary>Halts the time while the node waits for a person.</summary>
    public void Halt() => _timer.Halt();

    /// <summary>The node goes on, and its time with it.</summary>
    public void GoOn() => _timer.GoOn();

    // The source is left to the collector: it has neither timer nor wait handle, and a node left behind may still use its token.
    public void Dispose()
    {
        _timer.Dispose();
        _onStopping.Unregister();
    }

    /// <summary>The time is over before its limit.</summary>
    public void RunOut()
    {
        _isOver = true;
        Cancel();
    }

    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (AggregateException failure)
        {
            _logger.LogWarning(failure, "A node's reaction to being cancelled failed");
        }
    }
}
