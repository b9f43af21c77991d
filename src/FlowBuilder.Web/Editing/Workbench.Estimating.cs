using System.Collections.Immutable;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Web.Editing;

/// <content>What the next run is likely to use.</content>
internal sealed partial class Workbench
{
    // Somebody who types or drags is not disturbed by it.
    private static readonly TimeSpan EstimatePause = TimeSpan.FromMilliseconds(700);

    private readonly CancellationTokenSource _closing = new();
    private ITimer? _estimateTimer;
    private Flow? _estimated;
    private long _estimates;

    /// <summary>Raised after <see cref="Estimate"/> changed.</summary>
    public event Action? EstimateChanged;

    /// <summary>What a run is likely to use, as it was worked out last; null before the first time.</summary>
    public FlowEstimate? Estimate { get; private set; }

    /// <summary>What one node is likely to use in it; null where it asks no model.</summary>
    public NodeEstimate? EstimateOf(NodeId node) => Estimate?.Nodes.FirstOrDefault(estimate => estimate.Node == node);

    /// <summary>Has the estimate worked out anew, after a pause.</summary>
    private void AskEstimate()
    {
        if (_tools.Estimator is null || _closing.IsCancellationRequested) return;
        _estimateTimer ??= _time.CreateTimer(_ => _ = _dispatch(() => _ = WorkOutAsync()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _estimateTimer.Change(EstimatePause, Timeout.InfiniteTimeSpan);
    }

    private void AskEstimateOf(Flow flow)
    {
        if (ReferenceEquals(flow, _estimated)) return;
        _estimated = flow;
        AskEstimate();
    }

    // Numbers that are late are of no use to anybody, and the canvas does not wait for them.
    private async Task WorkOutAsync()
    {
        if (_closing.IsCancellationRequested) return;
        var turn = ++_estimates;
        var command = new RunCommand(Session.Flow)
        {
            FlowId = Session.FlowId,
            Inputs = Inputs.ValuesOf(Session.Flow),
            Pins = Pins.ToImmutableDictionary(pin => pin.Key, pin => pin.Value.Outputs),
        };
        try
        {
            var estimate = await Task.Run(() => _tools.Estimator!.EstimateAsync(command, _closing.Token).AsTask(), _closing.Token);
            if (turn != _estimates) return;
            Estimate = estimate;
            EstimateChanged?.Invoke();
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The window was closed meanwhile.
        }
    }

    private async ValueTask EndEstimatesAsync()
    {
        await _closing.CancelAsync();
        if (_estimateTimer is not null) await _estimateTimer.DisposeAsync();
        _closing.Dispose();
    }
}
