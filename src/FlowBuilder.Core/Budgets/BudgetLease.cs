using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Budgets;

/// <summary>What is held back for one call under way. Used by one caller, one call after the other.</summary>
public sealed class BudgetLease : IDisposable
{
    private readonly BudgetMeter _meter;
    private readonly MeteredCall _call;
    private readonly (BudgetLink Link, BudgetMeasure Measure)? _end;
    private bool _isOver;
    private TokenUsage? _used;

    internal BudgetLease(BudgetMeter meter, MeteredCall call, int output, decimal heldCost, (BudgetLink Link, BudgetMeasure Measure)? end) =>
        (_meter, _call, MostOutput, HeldCost, _end) = (meter, call, output, heldCost, end);

    /// <summary>The most tokens that the model may write.</summary>
    public int MostOutput { get; }

    /// <summary>Whether that is less than was wanted.</summary>
    public bool IsBound { get; internal init; }

    internal decimal HeldCost { get; }

    internal long HeldTokens => _call.InputTokens + MostOutput;

    /// <summary>The call has ended: what it used is counted, and the rest of what was held is free again.</summary>
    /// <param name="inputTokens">Tokens sent.</param>
    /// <param name="outputTokens">Tokens received.</param>
    public void Settle(long inputTokens, long outputTokens)
    {
        if (_isOver) return;
        _isOver = true;
        _used = new TokenUsage(inputTokens, outputTokens, _call.Price?.CostOf(inputTokens, outputTokens));
        _meter.Release(this, _used);
    }

    /// <summary>Tells the run what the call used, after it was settled, where its node will not come to do so.</summary>
    public void Report()
    {
        if (_used is { } used) _meter.Report(used);
    }

    /// <summary>Says, after it was settled, that the answer was cut at <see cref="MostOutput"/>: returns where the budget has more than the call's share, or a person lets the run go on with what there is.</summary>
    /// <param name="cancellationToken">Ends the waiting for a person.</param>
    /// <exception cref="Faults.NodeException">The budget is used up.</exception>
    public ValueTask CutAsync(CancellationToken cancellationToken) =>
        _end is { } end ? _meter.EndAsync(end.Link, end.Measure, cancellationToken) : ValueTask.CompletedTask;

    /// <summary>The call came to nothing: what was held is free again.</summary>
    public void Dispose()
    {
        if (_isOver) return;
        _isOver = true;
        _meter.Release(this, null);
    }
}
