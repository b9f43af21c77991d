using System.Runtime.CompilerServices;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Runs;
using Microsoft.AspNetCore.SignalR;

namespace FlowBuilder.Web.Hubs;

/// <summary>Runs over SignalR, for clients that keep a connection open. Events are the same JSON as over HTTP.</summary>
/// <remarks>Each stream pulls from the run's journal as fast as its client reads. A client that leaves ends its streams, not its runs.</remarks>
internal sealed class RunHub(RunStarts starts, RunHost runs, ILogger<RunHub> logger) : Hub
{
    /// <summary>Runs a flow and streams everything that happens.</summary>
    /// <param name="flowId">The stored flow.</param>
    /// <param name="request">Inputs and the like, as in the HTTP call; may be null.</param>
    /// <param name="cancellationToken">The client has left or ended the stream.</param>
    /// <exception cref="HubException">The run cannot start; the message is the code, a colon and a sentence.</exception>
    public IAsyncEnumerable<RunEvent> Start(string flowId, RunBody? request, CancellationToken cancellationToken) =>
        ReadAsync(() => StartAsync(flowId, request, cancellationToken), afterSeq: 0, cancellationToken);

    /// <summary>Streams a run's events above a number, and those that come.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="afterSeq">The last number that was seen; 0 for all.</param>
    /// <param name="cancellationToken">The client has left or ended the stream.</param>
    /// <exception cref="HubException">There is no such run.</exception>
    public IAsyncEnumerable<RunEvent> Watch(string runId, long afterSeq, CancellationToken cancellationToken) =>
        ReadAsync(() => FindAsync(runId, cancellationToken), afterSeq, cancellationToken);

    /// <summary>Stops a run; false where none of that id is under way.</summary>
    public bool Cancel(string runId) => runs.Cancel(runId);

    private async IAsyncEnumerable<RunEvent> ReadAsync(
        Func<ValueTask<string>> find, long afterSeq, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var runId = await find();
        await foreach (var runEvent in runs.ReadAsync(runId, Math.Clamp(afterSeq, 0, int.MaxValue), cancellationToken)) yield return runEvent;
    }

    private async ValueTask<string> StartAsync(string flowId, RunBody? request, CancellationToken cancellationToken)
    {
        try
        {
            return await starts.StartAsync(flowId, request ?? new RunBody(), key: null, caller: null, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            if (ProblemOf.Of(failure) is { } known) throw Refusal(known);
            logger.LogError(failure, "A run of flow {FlowId} could not be started", flowId);
            throw Refusal(ProblemOf.Internal(traceId: null));
        }
    }

    private async ValueTask<string> FindAsync(string runId, CancellationToken cancellationToken) =>
        await runs.ExistsAsync(runId, cancellationToken) ? runId : throw Refusal(ProblemOf.NoRun(runId));

    private static HubException Refusal(ApiProblem problem) => new($"{problem.Code}: {problem.Detail}");
}
