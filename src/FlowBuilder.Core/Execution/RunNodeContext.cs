using System.Runtime.CompilerServices;
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
    private SemaphoreSlim? _place;
    private int _flowsRun;
    private bool _isClosed;

    public override NodeId NodeId => node.Id;

    public override string Title => run.TitleOf(node);

    public override string RunId => run.Id;

    public override string? Session => run.Request.Session;

    public override string? User => run.Request.User;

    public override string? FlowId => run.Request.FlowId;

    public override JsonElement? Input =>
        node.Parameter is { } parameter && run.Request.Inputs.TryGetValue(parameter.Name, out var value) ? value : null;

    public override TimeProvider Time => time;

    public override string IdempotencyKey => $"{run.Id}/{run.PathOf(node)}";

    /// <summary>What the node used so far, or null.</summary>
    public TokenUsage? Usage
    {
        get
        {
            lock (_gate) return _usage;
        }
    }

    public override SubFlow? ReadFlow(JsonElement setting) =>
        SubFlow.Read(setting, run.Compiler.Catalogue) is { } flow ? new SubFlow(flow) : null;

    public override async IAsyncEnumerable<NodeOutput> RunFlowAsync(
        SubFlow flow,
        IReadOnlyDictionary<string, object> inputs,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A second try is a repetition: each of its nodes has a path, and an end, of its own.
        var time = Interlocked.Increment(ref _flowsRun);
        var inner = InnerRun.Prepare(run, node, time == 1 ? run.PathOf(node) : $"{run.PathOf(node)}[{time}]", flow, inputs);

        // The inner nodes need places too: a node that waits for them must not keep one from them.
        LeavePlace();
        try
        {
            await foreach (var output in inner.RunAsync(cancellationToken).ConfigureAwait(false)) yield return output;
        }
        finally
        {
            if (inner.Usage is { } usage) Report(usage);
        }
    }

    /// <summary>The node has a place among those that run at once.</summary>
    public void TakePlace(SemaphoreSlim places) => _place = places;

    /// <summary>The node gives its place to others; does nothing the second time.</summary>
    public void LeavePlace() => Interlocked.Exchange(ref _place, null)?.Release();

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
                Node = run.PathOf(node),
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
