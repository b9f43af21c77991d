using System.Runtime.CompilerServices;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Events;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Runs;
using Microsoft.AspNetCore.SignalR;

namespace FlowBuilder.Web.Hubs;

/// <summary>Runs over SignalR, for clients that keep a connection open. Events are the same JSON as over HTTP.</summary>
/// <remarks>Each stream pulls from the run's journal as fast as its client reads. A client that leaves ends its streams, not its runs.</remarks>
internal sealed class RunHub(RunStarts starts, RunHost runs, AccessRules rules, AccessEnds ends, RouteResources resources, ILogger<RunHub> logger) : Hub
{
    /// <summary>Runs a flow and streams everything that happens.</summary>
    /// <param name="flowId">The stored flow.</param>
    /// <param name="request">Inputs and the like, as in the HTTP call; may be null.</param>
    /// <param name="cancellationToken">The client has left or ended the stream.</param>
    /// <exception cref="HubException">The run cannot start; the message is the code, a colon and a sentence.</exception>
    public IAsyncEnumerable<RunEvent> Start(string flowId, RunBody? request, CancellationToken cancellationToken) =>
        ReadAsync(() => StartAsync(flowId, request, cancellationToken), Resource.Flow(flowId), afterSeq: 0, cancellationToken);

    /// <summary>Streams a run's events above a number, and those that come.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="afterSeq">The last number that was seen; 0 for all.</param>
    /// <param name="cancellationToken">The client has left or ended the stream.</param>
    /// <exception cref="HubException">There is no such run.</exception>
    public async IAsyncEnumerable<RunEvent> Watch(string runId, long afterSeq, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RequireScope(ApiKeyScope.Read);
        var flow = await resources.FlowOfRunAsync(runId, cancellationToken);
        await foreach (var runEvent in ReadAsync(() => FindAsync(runId, flow, cancellationToken), Resource.Flow(flow ?? ""), afterSeq, cancellationToken)) yield return runEvent;
    }

    /// <summary>Stops a run; false where none of that id is under way.</summary>
    /// <exception cref="HubException">The run may be looked at, but not stopped.</exception>
    public async Task<bool> Cancel(string runId)
    {
        RequireScope(ApiKeyScope.Manage);
        return LevelOf(await resources.FlowOfRunAsync(runId, Context.ConnectionAborted)) switch
        {
            AccessLevel.None => false,
            AccessLevel.View => throw Refusal(AccessProblems.LevelNeeded(AccessLevel.Edit)),
            _ => runs.Cancel(runId),
        };
    }

    private Person Person => Context.GetHttpContext()!.Person();

    private ApiKey? Key => Context.GetHttpContext()!.Items[typeof(ApiKey)] as ApiKey;

    private void RequireScope(ApiKeyScope scope)
    {
        if (Key is { } key && ScopeFilter.Refusal(key, scope) is { } refusal) throw Refusal(refusal);
    }

    // A run of a flow that was never stored is nobody's but the administrators'.
    private AccessLevel LevelOf(string? flowId) => rules.LevelOf(Person, Resource.Flow(flowId ?? ""));

    private async IAsyncEnumerable<RunEvent> ReadAsync(
        Func<ValueTask<string>> find, Resource flow, long afterSeq, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var person = Person;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var watch = ends.Watch(flow, () => rules.Allows(person, flow, AccessLevel.View), () => _ = ended.CancelAsync());
        var runId = await find();
        await foreach (var runEvent in runs.ReadAsync(runId, Math.Clamp(afterSeq, 0, int.MaxValue), ended.Token)) yield return runEvent;
    }

    private async ValueTask<string> StartAsync(string flowId, RunBody? request, CancellationToken cancellationToken)
    {
        RequireScope(ApiKeyScope.Manage);
        try
        {
            var level = LevelOf(flowId);
            if (level == AccessLevel.None) throw new ApiException(ProblemOf.NoFlow(flowId));
            if (level < AccessLevel.Edit) throw new ApiException(AccessProblems.LevelNeeded(AccessLevel.Edit));
            return await starts.StartAsync(Person, flowId, request ?? new RunBody(), key: null, Key, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            if (ProblemOf.Of(failure) is { } known) throw Refusal(known);
            logger.LogError(failure, "A run of flow {FlowId} could not be started", flowId);
            throw Refusal(ProblemOf.Internal(traceId: null));
        }
    }

    private async ValueTask<string> FindAsync(string runId, string? flowId, CancellationToken cancellationToken) =>
        LevelOf(flowId) >= AccessLevel.View && await runs.ExistsAsync(runId, cancellationToken) ? runId : throw Refusal(ProblemOf.NoRun(runId));

    private static HubException Refusal(ApiProblem problem) => new($"{problem.Code}: {problem.Detail}");
}
