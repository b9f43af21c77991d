using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Flows;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>Publishing flows, and the versions that come of it.</summary>
internal static class VersionsApi
{
    private const int MaxNoteLength = 2_000;

    /// <summary>Maps the calls on versions.</summary>
    public static void MapVersionsApi(this IEndpointRouteBuilder api)
    {
        var flow = api.MapGroup("/flows/{id}").WithTags("Publishing");
        flow.MapPost("/publish", PublishAsync).WithSummary("Freezes the flow as its next version and routes the endpoint to it.")
            .Accepts<PublishBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        flow.MapGet("/versions", ListAsync).WithSummary("Lists the flow's versions, newest first.").ProducesProblem(404);
        flow.MapGet("/versions/{number:int}", FindAsync).WithSummary("Gives a version's file.").Produces(200, contentType: "application/json").ProducesProblem(404);
        flow.MapPost("/versions/{number:int}/promote", PromoteAsync).WithSummary("Routes all of the flow's endpoints to a version.")
            .ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Created<Published>, ApiProblem>> PublishAsync(
        string id,
        HttpContext context,
        IFlowStore flows,
        IEndpointStore endpoints,
        FlowCompiler compiler,
        HostSettings settings,
        CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<PublishBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        if (!Endpoint.IsValidSlug(body.Slug)) return EndpointProblems.BadSlug(body.Slug);
        if (body.Note?.Length > MaxNoteLength) return EndpointProblems.NoteTooLong(MaxNoteLength);
        if (await flows.FindAsync(id, cancellationToken) is not { } stored) return ProblemOf.NoFlow(id);

        // What is published answers others: a flow that cannot run would answer them with its author's mistakes.
        var compiled = compiler.Compile(stored.Flow);
        if (compiled.Plan is null)
            return ProblemOf.Of(new RunRefusedException([.. compiled.Diagnostics.Where(problem => problem.Severity != DiagnosticSeverity.Warning)]))!;
        try
        {
            return await endpoints.PublishAsync(id, body.Slug, body.Note?.Trim() ?? "", stored.Flow, cancellationToken) is { } version
                ? TypedResults.Created(ApiPaths.Endpoint(body.Slug), new Published(body.Slug, version.Number))
                : ProblemOf.NoFlow(id);
        }
        catch (SlugTakenException taken)
        {
            return EndpointProblems.SlugTaken(taken.Slug);
        }
    }

    private static async Task<Results<Ok<IReadOnlyList<VersionItem>>, ApiProblem>> ListAsync(
        string id, IFlowStore flows, IEndpointStore endpoints, CancellationToken cancellationToken)
    {
        if (await flows.FindAsync(id, cancellationToken) is null) return ProblemOf.NoFlow(id);
        var routes = await endpoints.ListAsync(cancellationToken);
        var versions = await endpoints.ListVersionsAsync(id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<VersionItem>>([.. versions.Select(version => VersionItem.Of(version, routes))]);
    }

    private static async Task<Results<FlowFileResult, ApiProblem>> FindAsync(
        string id, int number, IEndpointStore endpoints, FlowFormat format, CancellationToken cancellationToken) =>
        await endpoints.FindVersionAsync(id, number, cancellationToken) is { } found
            ? new FlowFileResult(format.Write(found.Flow), new StoredFlow(id, number, found.Version.PublishedAt, found.Flow))
            : EndpointProblems.NoVersion(number);

    private static async Task<Results<Ok<IReadOnlyList<EndpointItem>>, ApiProblem>> PromoteAsync(
        string id, int number, IEndpointStore endpoints, CancellationToken cancellationToken)
    {
        if (await endpoints.FindVersionAsync(id, number, cancellationToken) is null) return EndpointProblems.NoVersion(number);
        var routed = new List<EndpointItem>();
        foreach (var endpoint in (await endpoints.ListAsync(cancellationToken)).Where(endpoint => endpoint.FlowId == id))
        {
            var promoted = endpoint with { Traffic = TrafficSplit.All(number) };
            if (await endpoints.SaveAsync(promoted, cancellationToken)) routed.Add(EndpointItem.Of(promoted));
        }

        return routed.Count == 0 ? EndpointProblems.NotPublished : TypedResults.Ok<IReadOnlyList<EndpointItem>>(routed);
    }
}
