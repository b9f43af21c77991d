using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Gives the events of runs, under way or ended, from any number on.</summary>
internal sealed class RunEvents(RunHost runs, IFlowStore flows, FrozenFlows versions, NodeCatalogue catalogue, TimeProvider time)
{
    /// <summary>The events above a number, and those that come.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="afterSeq">0 for all.</param>
    /// <param name="onlyResults">Whether only pieces and values of the flow's results are wanted, and the end.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <returns>The stream; 404 without such a run; 204 where nothing can come any more, which tells a browser not to ask again.</returns>
    public async ValueTask<IResult> StreamAsync(string runId, long afterSeq, bool onlyResults, CancellationToken cancellationToken)
    {
        var live = runs.FindLive(runId);
        if (live is null && !await runs.ExistsAsync(runId, cancellationToken)) return ProblemOf.NoRun(runId);
        if (afterSeq > 0 && await HasNothingAfterAsync(live, runId, afterSeq, cancellationToken)) return TypedResults.NoContent();
        var isShown = onlyResults
            ? OutputEvents.Of(live?.Flow ?? await FlowOfAsync(runId, cancellationToken), catalogue)
            : static _ => true;
        return new EventStream(runId, live?.Journal.ReadAsync(afterSeq, CancellationToken.None) ?? runs.ReadAsync(runId, afterSeq, CancellationToken.None), isShown, time);
    }

    private async ValueTask<bool> HasNothingAfterAsync(FlowRun? live, string runId, long afterSeq, CancellationToken cancellationToken)
    {
        if (live is not null) return live.Journal.IsEnded && live.Journal.LastSeq <= afterSeq;
        await foreach (var _ in runs.ReadAsync(runId, afterSeq, cancellationToken)) return false;
        return true;
    }

    // Which nodes give results is not among the events, so an ended run of a flow itself is read with the flow as it is now.
    private async ValueTask<Flow?> FlowOfAsync(string runId, CancellationToken cancellationToken) =>
        await runs.FindAsync(runId, cancellationToken) switch
        {
            { FlowId: { } flowId, Endpoint: { } endpoint } => (await versions.FindAsync(flowId, endpoint.Version, cancellationToken)).Flow,
            { FlowId: { } flowId } => (await flows.FindAsync(flowId, cancellationToken))?.Flow,
            _ => null,
        };
}
