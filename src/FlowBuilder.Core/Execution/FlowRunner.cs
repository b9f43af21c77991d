using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Flows;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Core.Execution;

/// <summary>Runs flows: the one runner that editor, API, command line, evaluator and worker all call.</summary>
/// <remarks>Thread-safe. Results of deterministic nodes are kept per flow, within <see cref="RunLimits"/>.</remarks>
/// <param name="limits">What is allowed of runs.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Where unexpected failures go with their detail.</param>
public sealed class FlowRunner(RunLimits limits, TimeProvider time, ILogger<FlowRunner> logger)
{
    private readonly NodeInvoker _invoker = new(limits, time, logger);

    /// <summary>Starts a run and returns at once. The run outlives its caller; it ends by itself or by <see cref="FlowRun.Cancel"/>.</summary>
    /// <param name="flow">The flow, for names and titles.</param>
    /// <param name="plan">The plan that <paramref name="flow"/> was compiled to.</param>
    /// <param name="request">Inputs and the like, checked with <see cref="FlowPlan.CheckInputs"/>.</param>
    public FlowRun Start(Flow flow, FlowPlan plan, RunRequest request)
    {
        var run = Prepare(flow, plan, request);
        run.Begin();
        return run;
    }

    /// <summary>The clock.</summary>
    internal TimeProvider Time => time;

    /// <summary>A run that does not begin before <see cref="FlowRun.Begin"/>, so that it can be listed first.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="kept">What an earlier life of the program kept of the run, for one that goes on.</param>
    internal FlowRun Prepare(Flow flow, FlowPlan plan, RunRequest request, KeptRun? kept = null) =>
        new(flow, plan, request, _invoker, limits, time, kept: kept);
}
