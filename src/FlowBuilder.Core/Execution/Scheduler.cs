using System.Globalization;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Core.Execution;

/// <summary>Decides which nodes run, from what their predecessors gave: a dataflow over a plan's arrays.</summary>
/// <remarks>
/// <para>State only: no I/O, no tasks, one thread. The rules: an edge is settled when its port gave a value (or began a text that
/// the target takes live), or can no longer give one. A node is ready when all its edges are settled. It is skipped when a
/// connected required input is dead, or when it has edges and all of them are dead. A node that starts at the first value is
/// ready with it, and takes none that comes later.</para>
/// <para>A slow branch holds back nobody but what hangs on it: there are no rounds.</para>
/// </remarks>
internal sealed class Scheduler
{
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    private readonly FlowPlan _plan;
    private readonly NodeStatus[] _status;
    private readonly int[] _unsettled;
    private readonly bool[] _isSettled;
    private readonly object?[] _values;
    private readonly Queue<int> _ready = new();
    private readonly Queue<int> _dead = new();
    private readonly Queue<(int Node, LocalText Reason)> _skipped = new();

    public Scheduler(FlowPlan plan)
    {
        _plan = plan;
        _status = new NodeStatus[plan.Nodes.Length];
        _unsettled = new int[plan.Nodes.Length];
        _isSettled = new bool[plan.Edges.Length];
        _values = new object?[plan.Edges.Length];
        for (var i = 0; i < plan.Nodes.Length; i++) _unsettled[i] = plan.Nodes[i].IncomingEdges;
        Remaining = plan.Nodes.Length;
    }

    /// <summary>Nodes that have not ended.</summary>
    public int Remaining { get; private set; }

    public NodeStatus StatusOf(int node) => _status[node];

    /// <summary>A node whose outputs are known already: it neither starts nor is skipped, whatever its inputs bring.</summary>
    public void Know(int node) => _status[node] = NodeStatus.Running;

    /// <summary>Makes nodes that wait for nothing ready.</summary>
    public void Begin()
    {
        for (var i = 0; i < _unsettled.Length; i++)
        {
            if (_unsettled[i] == 0 && _status[i] == NodeStatus.Pending) _ready.Enqueue(i);
        }
    }

    /// <summary>The next node to start, in the order in which they became ready.</summary>
    public bool TryTakeReady(out int node)
    {
        while (_ready.TryDequeue(out node))
        {
            if (_status[node] != NodeStatus.Pending) continue;
            _status[node] = NodeStatus.Running;
            return true;
        }

        return false;
    }

    /// <summary>The next node that was skipped, with the reason.</summary>
    public bool TryTakeSkipped(out (int Node, LocalText Reason) skipped) => _skipped.TryDequeue(out skipped);

    /// <summary>A port gave a whole value, or began a live text.</summary>
    public void PortGave(int node, int port, object value)
    {
        var edges = _plan.Nodes[node].Outputs[port].Edges;
        foreach (var edge in edges)
        {
            if (value is LiveText && !_plan.Edges[edge].TakesLive) continue;
            Settle(edge, value);
        }
    }

    /// <summary>A live text is whole: edges that waited for it get it.</summary>
    public void TextEnded(int node, int port, string text)
    {
        foreach (var edge in _plan.Nodes[node].Outputs[port].Edges) Settle(edge, text);
    }

    /// <summary>A node has ended in a way that ends the run: what hangs on it is neither run nor skipped.</summary>
    public void NodeStopped(int node, NodeStatus status)
    {
        _status[node] = status;
        Remaining--;
    }

    /// <summary>A node has ended and the run goes on: its ports that gave nothing are dead.</summary>
    public void NodeEnded(int node, NodeStatus status)
    {
        NodeStopped(node, status);
        foreach (var output in _plan.Nodes[node].Outputs)
        {
            foreach (var edge in output.Edges) Settle(edge, null);
        }
    }

    /// <summary>The values of a node's connected inputs, parallel to its plan's; a list port has a list, a dead port null.</summary>
    public object?[] InputsOf(int node)
    {
        var inputs = _plan.Nodes[node].Inputs;
        if (inputs.Length == 0) return [];
        var values = new object?[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            var edges = inputs[i].Edges;
            if (!inputs[i].Port.IsList)
            {
                values[i] = _values[edges[0]];
                continue;
            }

            var list = new List<object>(edges.Length);
            foreach (var edge in edges)
            {
                if (_values[edge] is { } value) list.Add(value);
            }

            values[i] = list.Count == 0 ? null : list;
        }

        return values;
    }

    // Skipping goes down a chain of any length, so it works off a queue: recursion could overflow the stack.
    private void Settle(int edge, object? value)
    {
        SettleOne(edge, value);
        while (_dead.TryDequeue(out var next)) SettleOne(next, null);
    }

    private void SettleOne(int edge, object? value)
    {
        if (_isSettled[edge]) return;
        _isSettled[edge] = true;
        _values[edge] = value;
        var target = _plan.Edges[edge].Target;
        var isLast = --_unsettled[target] == 0;
        if (_status[target] != NodeStatus.Pending || !(isLast || (value is not null && _plan.Nodes[target].StartsAtFirst))) return;
        if (WhySkip(target) is not { } reason)
        {
            _ready.Enqueue(target);
            return;
        }

        _status[target] = NodeStatus.Skipped;
        Remaining--;
        _skipped.Enqueue((target, reason));
        foreach (var output in _plan.Nodes[target].Outputs)
        {
            foreach (var next in output.Edges) _dead.Enqueue(next);
        }
    }

    private LocalText? WhySkip(int node)
    {
        var anyAlive = false;
        var runs = _plan.Nodes[node].Passes is null;
        foreach (var input in _plan.Nodes[node].Inputs)
        {
            var alive = false;
            foreach (var edge in input.Edges) alive |= _values[edge] is not null;
            if (!alive && runs && input.Port.IsRequired)
            {
                return LocalText.Of(
                    $"Nothing came to \"{input.Port.Label.English}\": its branch was not taken.",
                    $"\"{input.Port.Label.For(Korean)}\" 입력으로 들어온 값이 없습니다. 이쪽 분기를 지나지 않았습니다.");
            }

            anyAlive |= alive;
        }

        return anyAlive
            ? null
            : LocalText.Of(
                "Nothing came to any of its inputs: its branch was not taken.",
                "어떤 입력으로도 값이 들어오지 않았습니다. 이쪽 분기를 지나지 않았습니다.");
    }
}
