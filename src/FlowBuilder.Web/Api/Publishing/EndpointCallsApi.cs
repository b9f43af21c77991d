using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing.Chats;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>Calls of published flows, by whoever holds a key or by anybody where the endpoint is public.</summary>
internal static class EndpointCallsApi
{
    /// <summary>Maps the call.</summary>
    public static void MapEndpointCallsApi(this IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/endpoints/{slug}").WithTags("Endpoints");
        calls.MapPost("", CallAsync).WithSummary("Runs the version of a flow that the endpoint answers with.")
            .WithDescription("As a run of a flow: JSON, events (Accept: text/event-stream) or 202 (Prefer: respond-async); files also as multipart/form-data.")
            .DisableAntiforgery()
            .Accepts<CallBody>("application/json", "multipart/form-data")
            .Produces<RunAnswer>().Produces(200, contentType: "text/event-stream").Produces<RunAccepted>(202)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413)
            .ProducesProblem(415).ProducesProblem(422).ProducesProblem(429).ProducesProblem(502).ProducesProblem(503).ProducesProblem(504);
        calls.MapGet("/openapi.json", DescribeAsync).WithSummary("Describes the endpoint with its own inputs and outputs (OpenAPI 3.1).")
            .Produces(200, contentType: "application/json").ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        calls.MapEndpointRuns();
        calls.MapEndpointChat();
        foreach (var path in new[] { "", "/openapi.json", "/runs/{**rest}", "/chat/{**rest}" }) calls.MapPreflight(path);
    }

    /// <summary>Answers browsers that ask whether a page may call the endpoint.</summary>
    /// <param name="routes">Routes that name the endpoint as <c>slug</c>.</param>
    /// <param name="path">What the page wants to call.</param>
    public static void MapPreflight(this IEndpointRouteBuilder routes, string path) =>
        routes.MapMethods(path, [HttpMethods.Options], PreflightAsync).ExcludeFromDescription();

    private static async Task<IResult> PreflightAsync(string slug, HttpContext context, IEndpointStore endpoints, CancellationToken cancellationToken) =>
        await endpoints.FindAsync(slug, cancellationToken) is { } endpoint ? CallerOrigin.Preflight(context.Request, endpoint) : CallerOrigin.Refusal;

    private static async Task<IResult> CallAsync(
        string slug,
        HttpContext context,
        EndpointDoor door,
        EndpointRuns endpointRuns,
        RunEvents events,
        RunHost runs,
        NodeCatalogue catalogue,
        HostSettings settings,
        CancellationToken cancellationToken)
    {
        // Who may not call is told so before a body of megabytes is read.
        var call = await door.EnterAsync(context.Request, slug, cancellationToken);
        var wish = RunWish.Of(context.Request);
        call = call with { IsUnattended = wish.IsAsync };
        var onlyResults = OnlyResults(context.Request, call);
        PublishedFlow version;
        CallBody body;
        if (CallForm.IsForm(context.Request))
        {
            var form = await CallForm.ReadAsync(context.Request, settings, cancellationToken);
            version = await endpointRuns.VersionAsync(call, form.Session, cancellationToken);
            body = await form.ToBodyAsync(version, catalogue, cancellationToken);
        }
        else
        {
            body = await RequestJson.ReadAsync<CallBody>(context.Request, settings.Requests.RunBytes, cancellationToken);
            version = await endpointRuns.VersionAsync(call, body.Session, cancellationToken);
        }

        var run = await endpointRuns.StartAsync(call, version, body.ToAsk(wish.Key), cancellationToken);
        return await RunReply.OfAsync(context, run.Id, ApiPaths.EndpointRun(slug, run.Id), wish, onlyResults, events, runs, cancellationToken);
    }

    /// <summary>Whether only the results of a run are to be told: what goes on inside a public flow is nobody's affair.</summary>
    /// <exception cref="ApiException">A caller without a key asks for more.</exception>
    internal static bool OnlyResults(HttpRequest request, EndpointCall call)
    {
        if (call.Key is not null) return EventChoice.IsOnlyResults(request);
        if (request.Query.ContainsKey("events") && !EventChoice.IsOnlyResults(request)) throw new ApiException(EndpointProblems.OnlyResults);
        return true;
    }

    private static async Task<IResult> DescribeAsync(
        string slug, HttpContext context, EndpointDoor door, EndpointRuns runs, NodeCatalogue catalogue, CancellationToken cancellationToken)
    {
        var call = await door.EnterAsync(context.Request, slug, cancellationToken);
        var version = await runs.VersionAsync(call, null, cancellationToken);
        var address = $"{context.Request.Scheme}://{context.Request.Host}";
        return TypedResults.Json(EndpointDescription.Of(call.Endpoint, version, address, catalogue));
    }
}
