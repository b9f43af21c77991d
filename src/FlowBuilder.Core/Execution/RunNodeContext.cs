using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Execution;

/// <summary>The context of one node of one run.</summary>
internal sealed class RunNodeContext(FlowRun run, PlanNode node, TimeProvider time) : NodeContext
{
    private readonly Lock _gate = new();
    private TokenUsage? _usage;
    private bool _isClosed;

    public override NodeId NodeId => node.Id;

    public override string Title => run.TitleOf(node);

    public override string RunId => run.Id;

    public override string? Session => run.Request.Session;

    public override JsonElement? Input =>
        node.Parameter is { } parameter && run.Request.Inputs.TryGetValue(parameter.Name, out var value) ? value : null;

    public override TimeProvider Time => time;

    public override string IdempotencyKey => $"{run.Id}/{node.Id.Value}";

    /// <summary>What the node used so far, or null.</summary>
    public TokenUsage? Usage
    {
        get
        {
            lock (_gate) return _usage;
        }
    }

    public override void Report(TokenUsage usage)
    {
        lock (_gate) _usage = _usage is null ? usage : _usage + usage;
    }

    public override void OnRetry(int attempt, TimeSpan delay, LocalText reason)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            run.Journal.Append(new NodeRetrying
            {
                Node = node.Id.Value,
                Attempt = attempt,
                DelayMs = delay.TotalMilliseconds,
                Reason = reason,
            });
        }
    }

    /// <summary>The node has ended: one that was left behind may still speak, but nothing it says is told any more.</summary>
    /// <returns>What it used, or null.</returns>
    public TokenUsage? Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return _usage;
        }
    }
}
