using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Flows;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Waits for a run, and answers with what came of it.</summary>
internal static class RunOutcome
{
    /// <summary>
    /// Waits until a run has ended and is archived, so that an answer given is one that outlasts the process; or until it waits for a
    /// person, which may take weeks; or until the program ends in good order, and the run goes on when it is started again.
    /// </summary>
    /// <param name="runs">The host.</param>
    /// <param name="runId">A run that exists.</param>
    /// <param name="path">Where to look for it later.</param>
    /// <param name="cancellationToken">Ends the waiting; the run goes on.</param>
    public static async Task<Results<Ok<RunAnswer>, Accepted<RunAccepted>, ApiProblem>> WaitAsync(
        RunHost runs, string runId, string path, CancellationToken cancellationToken)
    {
        var live = runs.FindLive(runId);
        if (live is not null && await live.RestsAsync(cancellationToken)) return TypedResults.Accepted(path, new RunAccepted(runId, RunStatus.Waiting));
        await runs.WhenArchivedAsync(runId).WaitAsync(cancellationToken);
        if (live is { IsSuspended: true }) return TypedResults.Accepted(path, new RunAccepted(runId, RunStatus.Running));
        var final = live is null ? await LastAsync(runs, runId, cancellationToken) : await live.Completion;
        return Of(runId, final, live?.Flow);
    }

    private static Results<Ok<RunAnswer>, Accepted<RunAccepted>, ApiProblem> Of(string runId, RunEvent? final, Flow? flow) => final switch
    {
        RunCompleted ended => TypedResults.Ok(
            new RunAnswer(runId, RunStatus.Completed, ended.Outputs, RunUsage.Of(ended.Usage), ended.DurationMs)),
        RunFailed ended => ProblemOf.Fault(ended.Fault, runId, ended.Node, flow),
        _ => ProblemOf.Cancelled(runId),
    };

    private static async ValueTask<RunEvent?> LastAsync(RunHost runs, string runId, CancellationToken cancellationToken)
    {
        RunEvent? last = null;
        await foreach (var runEvent in runs.ReadAsync(runId, 0, cancellationToken)) last = runEvent;
        return last;
    }
}
