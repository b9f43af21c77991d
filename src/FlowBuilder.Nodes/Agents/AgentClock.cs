using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Nodes.Agents;

/// <summary>An agent's time limit; it stands still while anybody who works for the agent's node waits for a person. Thread-safe.</summary>
internal sealed class AgentClock : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _over;
    private readonly NodeContext _node;
    private TimeSpan _left;
    private long _runningSince;
    private int _pauses;
    private bool _isOver;

    /// <summary>Begins to run.</summary>
    /// <param name="limit">How long it runs.</param>
    /// <param name="node">The node that the agent works for, by whose clock it runs.</param>
    public AgentClock(TimeSpan limit, NodeContext node)
    {
        (_left, _node) = (limit, node);
        _runningSince = node.Time.GetTimestamp();
        _over = new CancellationTokenSource(limit, node.Time);
        node.TimeHalted += Halt;
    }

    /// <summary>Is cancelled when the time is over.</summary>
    public CancellationToken Token => _over.Token;

    /// <summary>Stops for good.</summary>
    public void Dispose()
    {
        _node.TimeHalted -= Halt;
        lock (_gate)
        {
            _isOver = true;
            _over.Dispose();
        }
    }

    // Whoever began while another waited was never told of that pause, only of its end.
    private void Halt(bool isHalted)
    {
        lock (_gate)
        {
            if (_isOver || (!isHalted && _pauses == 0)) return;
            if (isHalted && _pauses++ == 0)
            {
                _left -= _node.Time.GetElapsedTime(_runningSince);
                _over.CancelAfter(Timeout.InfiniteTimeSpan);
            }
            else if (!isHalted && --_pauses == 0)
            {
                _runningSince = _node.Time.GetTimestamp();
                _over.CancelAfter(_left > TimeSpan.Zero ? _left : TimeSpan.Zero);
            }
        }
    }
}
