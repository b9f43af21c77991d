using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>Endpoints as their owner sees them.</summary>
internal static class EndpointsApi
{
    /// <summary>Maps the calls on endpoints.</summary>
    public static void MapEndpointsApi(this IEndpointRouteBuilder api)
    {
        var endpoints = api.MapGroup("/endpoints").WithTags("Publishing");
        endpoints.MapGet("", ListAsync).WithSummary("Lists endpoints.");
        endpoints.MapGet("/{slug}", FindAsync).WithSummary("Gives an endpoint.").ProducesProblem(404);
        endpoints.MapPatch("/{slug}", ChangeAsync).WithSummary("Switches an endpoint on or off, makes it public, opens settings.")
            .Accepts<EndpointBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        endpoints.MapPut("/{slug}/traffic", RouteAsync).WithSummary("Divides the calls among versions, by per cent.")
            .Accepts<Dictionary<string, int>>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        endpoints.MapDelete("/{slug}", DeleteAsync).WithSummary("Removes an endpoint; the versions stay.").ProducesProblem(404);
    }

    private static async Task<Ok<IReadOnlyList<EndpointItem>>> ListAsync(IEndpointStore endpoints, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<EndpointItem>>([.. (await endpoints.ListAsync(cancellationToken)).Select(EndpointItem.Of)]);

    private static async Task<Results<Ok<EndpointItem>, ApiProblem>> FindAsync(string slug, IEndpointStore endpoints, CancellationToken cancellationToken) =>
        await endpoints.FindAsync(slug, cancellationToken) is { } found ? TypedResults.Ok(EndpointItem.Of(found)) : EndpointProblems.NotFound(slug);

    private static async Task<Results<Ok<EndpointItem>, ApiProblem>> ChangeAsync(
        string slug, HttpContext context, IEndpointStore endpoints, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<EndpointBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        if (body.Check() is { IsEmpty: false } problems) return Invalid(problems);
        if (await endpoints.FindAsync(slug, cancellationToken) is not { } endpoint) return EndpointProblems.NotFound(slug);
        var changed = body.Change(endpoint);
        return await endpoints.SaveAsync(changed, cancellationToken) ? TypedResults.Ok(EndpointItem.Of(changed)) : EndpointProblems.NotFound(slug);
    }

    private static async Task<Results<Ok<EndpointItem>, ApiProblem>> RouteAsync(
        string slug, HttpContext context, IEndpointStore endpoints, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<Dictionary<string, int>>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        if (await endpoints.FindAsync(slug, cancellationToken) is not { } endpoint) return EndpointProblems.NotFound(slug);
        var shares = body.Select(share => KeyValuePair.Create(
            int.TryParse(share.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0, share.Value));
        if (TrafficSplit.TryOf(shares) is not { } split) return EndpointProblems.BadTraffic;
        var routed = endpoint with { Traffic = split };
        return await endpoints.SaveAsync(routed, cancellationToken) ? TypedResults.Ok(EndpointItem.Of(routed)) : EndpointProblems.BadTraffic;
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(string slug, IEndpointStore endpoints, CancellationToken cancellationToken) =>
        await endpoints.DeleteAsync(slug, cancellationToken) ? TypedResults.NoContent() : EndpointProblems.NotFound(slug);

    private static ApiProblem Invalid(ImmutableArray<FlowDiagnostic> problems) =>
        new(StatusCodes.Status422UnprocessableEntity, "endpoint.invalid", problems[0].Text) { Problems = problems };
}
