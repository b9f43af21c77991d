using FlowBuilder.Core.Execution;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Answers a caller whose run has begun, in the way that it wished for.</summary>
internal static class RunReply
{
    /// <summary>The answer: the result, its events as they happen, or where to look later.</summary>
    /// <param name="context">The request.</param>
    /// <param name="runId">The run.</param>
    /// <param name="path">Where to look for it later.</param>
    /// <param name="wish">The way that the caller wished for.</param>
    /// <param name="onlyResults">Whether the events of results only are to be told.</param>
    /// <param name="events">Streams events.</param>
    /// <param name="runs">Knows the run.</param>
    /// <param name="cancellationToken">Ends the waiting; the run goes on.</param>
    public static async Task<IResult> OfAsync(
        HttpContext context, string runId, string path, RunWish wish, bool onlyResults, RunEvents events, RunHost runs, CancellationToken cancellationToken)
    {
        if (wish.IsAsync)
        {
            context.Response.Headers["Preference-Applied"] = "respond-async";
            var status = runs.FindLive(runId) is null && await runs.FindAsync(runId, cancellationToken) is { } ended ? ended.Status : RunStatus.Running;
            return TypedResults.Accepted(path, new RunAccepted(runId, status));
        }

        return wish.IsStream
            ? await events.StreamAsync(runId, afterSeq: 0, onlyResults, cancellationToken)
            : await RunOutcome.WaitAsync(runs, runId, path, cancellationToken);
    }
}
