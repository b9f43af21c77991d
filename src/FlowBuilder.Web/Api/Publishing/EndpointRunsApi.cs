using FlowBuilder.Core.Execution;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>Runs of an endpoint, for its callers: those that know a run's id, which cannot be guessed.</summary>
internal static class EndpointRunsApi
{
    /// <summary>Maps the calls on runs of one endpoint.</summary>
    public static void MapEndpointRuns(this IEndpointRouteBuilder endpoint)
    {
        var run = endpoint.MapGroup("/runs/{runId}");
        run.MapGet("", FindAsync).WithSummary("Gives what came of a call: 202 while it is under way, then as the call itself would have answered.")
            .Produces<RunAnswer>().Produces<RunAccepted>(202)
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429).ProducesProblem(502).ProducesProblem(504);
        run.MapGet("/events", StreamAsync).WithSummary("Streams the events of a call from any number on (Last-Event-ID, or ?after=).")
            .Produces(200, contentType: "text/event-stream").Produces(204)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(429);
        run.MapPost("/cancel", CancelAsync).WithSummary("Stops a call; does nothing where it has ended.")
            .Produces(204).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(429);
        run.MapPost("/feedback", GiveFeedbackAsync).WithSummary("Keeps what the caller thinks of an answer.")
            .Accepts<FeedbackBody>("application/json").Produces(204)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415)
            .ProducesProblem(422).ProducesProblem(429);
    }

    private static async Task<IResult> FindAsync(
        string slug, string runId, HttpContext context, EndpointDoor door, EndpointRuns endpointRuns, RunHost runs, CancellationToken cancellationToken)
    {
        var run = await EnterAsync(context, slug, runId, door, endpointRuns, cancellationToken);
        var path = ApiPaths.EndpointRun(slug, run.Id);
        return runs.FindLive(run.Id) is { Journal.IsEnded: false } live
            ? TypedResults.Accepted(path, new RunAccepted(run.Id, live.OpenQuestions.IsEmpty ? RunStatus.Running : RunStatus.Waiting))
            : await RunOutcome.WaitAsync(runs, run.Id, path, cancellationToken);
    }

    private static async Task<IResult> StreamAsync(
        string slug, string runId, HttpContext context, EndpointDoor door, EndpointRuns endpointRuns, RunEvents events, CancellationToken cancellationToken)
    {
        var call = await door.EnterAsync(context.Request, slug, cancellationToken);
        var onlyResults = EndpointCallsApi.OnlyResults(context.Request, call);
        return await endpointRuns.FindAsync(call, runId, cancellationToken) is { } run
            ? await events.StreamAsync(run.Id, RunsApi.AfterSeq(context.Request), onlyResults, cancellationToken)
            : ProblemOf.NoRun(runId);
    }

    private static async Task<IResult> CancelAsync(
        string slug, string runId, HttpContext context, EndpointDoor door, EndpointRuns endpointRuns, CancellationToken cancellationToken)
    {
        (await EnterAsync(context, slug, runId, door, endpointRuns, cancellationToken)).Cancel();
        return TypedResults.NoContent();
    }

    private static async Task<IResult> GiveFeedbackAsync(
        string slug, string runId, HttpContext context, EndpointDoor door, EndpointRuns endpointRuns, RunFeedbacks feedbacks, HostSettings settings, CancellationToken cancellationToken)
    {
        await EnterAsync(context, slug, runId, door, endpointRuns, cancellationToken);
        var body = await RequestJson.ReadAsync<FeedbackBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        return await feedbacks.AddAsync(runId, body, cancellationToken);
    }

    private static async ValueTask<EndpointRun> EnterAsync(
        HttpContext context, string slug, string runId, EndpointDoor door, EndpointRuns endpointRuns, CancellationToken cancellationToken)
    {
        var call = await door.EnterAsync(context.Request, slug, cancellationToken);
        return await endpointRuns.FindAsync(call, runId, cancellationToken) ?? throw new ApiException(ProblemOf.NoRun(runId));
    }
}
