using System.Collections.Immutable;
using System.Globalization;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>Endpoints as their owner sees them.</summary>
internal static class EndpointsApi
{
    /// <summary>Maps the calls on endpoints.</summary>
    public static void MapEndpointsApi(this IEndpointRouteBuilder api)
    {
        var endpoints = api.MapGroup("/endpoints").WithTags("Publishing");
        endpoints.MapGet("", ListAsync).Needs(AccountRole.Viewer).WithSummary("Lists endpoints.");
        endpoints.MapGet("/{slug}", FindAsync).NeedsEndpoint(AccessLevel.View).WithSummary("Gives an endpoint.").ProducesProblem(404);
        endpoints.MapPut("/{slug}", ChangeAsync).NeedsEndpoint(AccessLevel.Edit).WithSummary("Changes an endpoint: its name, whether it answers, who may call it, which settings callers may change.")
            .WithDescription("What is left out stays as it is.")
            .Accepts<EndpointBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        endpoints.MapPut("/{slug}/traffic", RouteAsync).NeedsEndpoint(AccessLevel.Edit).WithSummary("Divides the calls among versions, by per cent.")
            .Accepts<Dictionary<string, int>>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        endpoints.MapPost("/{slug}/rollback", RollBackAsync).NeedsEndpoint(AccessLevel.Edit).WithSummary("Gives the calls back to the versions that answered before the last change.")
            .ProducesProblem(404).ProducesProblem(409);
        endpoints.MapDelete("/{slug}", DeleteAsync).NeedsEndpoint(AccessLevel.Edit).WithSummary("Removes an endpoint; the versions stay.").ProducesProblem(404);
    }

    private static async Task<Ok<IReadOnlyList<EndpointItem>>> ListAsync(
        HttpContext context, IEndpointStore endpoints, AccessRules rules, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<EndpointItem>>([.. (await endpoints.ListAsync(cancellationToken))
            .Where(endpoint => rules.Allows(context.Person(), Resource.Flow(endpoint.FlowId), AccessLevel.View))
            .Select(EndpointItem.Of)]);

    private static async Task<Results<Ok<EndpointItem>, ApiProblem>> FindAsync(string slug, IEndpointStore endpoints, CancellationToken cancellationToken) =>
        await endpoints.FindAsync(slug, cancellationToken) is { } found ? TypedResults.Ok(EndpointItem.Of(found)) : EndpointProblems.NotFound(slug);

    private static async Task<Results<Ok<EndpointItem>, ApiProblem>> ChangeAsync(
        string slug, HttpContext context, FlowPublishing publishing, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<EndpointBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        if (body.Check() is { IsEmpty: false } problems) return Invalid(problems);
        return TypedResults.Ok(EndpointItem.Of(await publishing.ChangeAsync(slug, body.Slug, body.Change, cancellationToken)));
    }

    private static async Task<Results<Ok<EndpointItem>, ApiProblem>> RouteAsync(
        string slug, HttpContext context, FlowPublishing publishing, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<Dictionary<string, int>>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var shares = body.Select(share => KeyValuePair.Create(
            int.TryParse(share.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0, share.Value));
        if (TrafficSplit.TryOf(shares) is not { } split) return EndpointProblems.BadTraffic;
        return TypedResults.Ok(EndpointItem.Of(await publishing.ChangeAsync(slug, null, endpoint => endpoint with { Traffic = split }, cancellationToken)));
    }

    private static async Task<Ok<EndpointItem>> RollBackAsync(string slug, FlowPublishing publishing, CancellationToken cancellationToken) =>
        TypedResults.Ok(EndpointItem.Of(await publishing.RollBackAsync(slug, cancellationToken)));

    private static async Task<NoContent> DeleteAsync(string slug, FlowPublishing publishing, CancellationToken cancellationToken)
    {
        await publishing.DeleteAsync(slug, cancellationToken);
        return TypedResults.NoContent();
    }

    private static ApiProblem Invalid(ImmutableArray<FlowDiagnostic> problems) =>
        new(StatusCodes.Status422UnprocessableEntity, "endpoint.invalid", problems[0].Text) { Problems = problems };
}
