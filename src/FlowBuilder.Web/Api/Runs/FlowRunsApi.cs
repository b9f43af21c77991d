using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Estimating;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Runs of stored flows.</summary>
internal static class FlowRunsApi
{
    /// <summary>Maps the calls that run a flow and that say beforehand what a run is likely to use.</summary>
    public static void MapFlowRunsApi(this IEndpointRouteBuilder api)
    {
        api.MapPost("/flows/{id}/estimate", EstimateAsync).NeedsFlow(AccessLevel.View).WithTags("Runs")
            .WithSummary("Says what a run is likely to use: tokens and money, as a range.")
            .WithDescription("Takes what the call that runs the flow takes. Runs nothing and asks no provider: it reads earlier runs of the same nodes with the same settings, or else the lengths of texts.")
            .Accepts<RunBody>("application/json").Produces<EstimateAnswer>().WithMetadata(new ReadsOnly())
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        api.MapPost("/flows/{id}/runs", RunAsync).NeedsFlow(AccessLevel.Edit).WithTags("Runs")
            .WithSummary("Runs a flow.")
            .WithDescription(
                "With Accept: application/json the call waits for the result. With Accept: text/event-stream it answers each event as it "
                + "happens (?events=output: the results only). With Prefer: respond-async it answers 202 at once. Repeating it with the same "
                + "Idempotency-Key within 24 hours answers with the first run.")
            .Accepts<RunBody>("application/json")
            .Produces<RunAnswer>().Produces(200, contentType: "text/event-stream").Produces<RunAccepted>(202)
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415)
            .ProducesProblem(422).ProducesProblem(429).ProducesProblem(502).ProducesProblem(503).ProducesProblem(504);
    }

    private static async Task<Ok<EstimateAnswer>> EstimateAsync(
        string id, HttpContext context, IFlowStore flows, FlowEstimator estimator, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<RunBody>(context.Request, settings.Requests.RunBytes, cancellationToken);
        var stored = await flows.FindAsync(id, cancellationToken) ?? throw new ApiException(ProblemOf.NoFlow(id));
        return TypedResults.Ok(EstimateAnswer.Of(await estimator.EstimateAsync(body.ToCommand(stored), cancellationToken)));
    }

    private static async Task<IResult> RunAsync(
        string id, HttpContext context, RunStarts starts, RunEvents events, RunHost runs, HostSettings settings, CancellationToken cancellationToken)
    {
        var wish = RunWish.Of(context.Request);
        var onlyResults = EventChoice.IsOnlyResults(context.Request);
        var body = await RequestJson.ReadAsync<RunBody>(context.Request, settings.Requests.RunBytes, cancellationToken);
        var runId = await starts.StartAsync(context.Person(), id, body, wish.Key, context.Items[typeof(ApiKey)] as ApiKey, cancellationToken);
        return await RunReply.OfAsync(context, runId, ApiPaths.Run(runId), wish, onlyResults, events, runs, cancellationToken);
    }
}
