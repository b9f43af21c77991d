using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing.Deliveries;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Publishing.Deliveries;

/// <summary>Where the results of an endpoint's runs are sent, and what became of it.</summary>
internal static class TargetsApi
{
    /// <summary>Maps the calls on delivery targets.</summary>
    public static void MapTargetsApi(this IEndpointRouteBuilder api)
    {
        var targets = api.MapGroup("/endpoints/{slug}/targets").NeedsEndpoint(AccessLevel.Edit).WithTags("Publishing");
        targets.MapGet("", ListAsync).WithSummary("Lists an endpoint's delivery targets, without their secrets.").ProducesProblem(404);
        targets.MapPost("", MakeAsync).WithSummary("Makes a delivery target; its secret is in this answer and nowhere else.")
            .Accepts<TargetBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        targets.MapGet("/{id}", FindAsync).WithSummary("Gives a delivery target.").ProducesProblem(404);
        targets.MapPut("/{id}", ChangeAsync).WithSummary("Changes a delivery target; one that is switched off drops what waits.")
            .WithDescription("What is left out stays as it is.")
            .Accepts<TargetBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        targets.MapDelete("/{id}", DeleteAsync).WithSummary("Removes a delivery target with what waits for it.").ProducesProblem(404);
        targets.MapPost("/{id}/rotate", RotateAsync).WithSummary("Makes a new secret; the former one signs too for 24 hours more.")
            .Accepts<RotateBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        targets.MapPost("/{id}/test", TestAsync).WithSummary("Sends a test now, once, and says what came of it.").ProducesProblem(404);
        targets.MapGet("/{id}/deliveries", DeliveriesAsync).WithSummary("Lists the latest deliveries, last put in first.").ProducesProblem(404);
        targets.MapPost("/{id}/deliveries/{delivery}/repeat", RepeatAsync).WithSummary("Sends a delivery again, with the same id.")
            .Produces(202).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Ok<IReadOnlyList<TargetItem>>, ApiProblem>> ListAsync(
        string slug, IEndpointStore endpoints, IDeliveryTargetStore targets, CancellationToken cancellationToken)
    {
        if (await endpoints.FindAsync(slug, cancellationToken) is null) return EndpointProblems.NotFound(slug);
        return TypedResults.Ok<IReadOnlyList<TargetItem>>([.. (await targets.ListAsync(slug, cancellationToken)).Select(target => TargetItem.Of(target))]);
    }

    private static async Task<Created<TargetItem>> MakeAsync(
        string slug, HttpContext context, DeliverySettings targets, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<TargetBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var (target, secret) = await targets.MakeAsync(slug, body, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"{ApiPaths.Endpoint(slug)}/targets/{target.Id}", TargetItem.Of(target, secret));
    }

    private static async Task<Ok<TargetItem>> FindAsync(string slug, string id, DeliverySettings targets, CancellationToken cancellationToken) =>
        TypedResults.Ok(TargetItem.Of(await targets.FindAsync(slug, id, cancellationToken)));

    private static async Task<Ok<TargetItem>> ChangeAsync(
        string slug, string id, HttpContext context, DeliverySettings targets, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<TargetBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        return TypedResults.Ok(TargetItem.Of(await targets.ChangeAsync(slug, id, body, cancellationToken)));
    }

    private static async Task<Ok<TargetItem>> RotateAsync(
        string slug, string id, HttpContext context, DeliverySettings targets, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<RotateBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var (target, secret) = await targets.RotateAsync(slug, id, body.Secret, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(TargetItem.Of(target, secret));
    }

    private static async Task<NoContent> DeleteAsync(string slug, string id, DeliverySettings targets, CancellationToken cancellationToken)
    {
        await targets.DeleteAsync(slug, id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<DeliveryItem>> TestAsync(string slug, string id, DeliverySettings targets, CancellationToken cancellationToken) =>
        TypedResults.Ok(DeliveryItem.Of(await targets.TestAsync(slug, id, cancellationToken)));

    private static async Task<Ok<IReadOnlyList<DeliveryItem>>> DeliveriesAsync(
        string slug, string id, DeliverySettings targets, IDeliveryOutbox outbox, CancellationToken cancellationToken)
    {
        await targets.FindAsync(slug, id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<DeliveryItem>>([.. (await outbox.ListAsync(id, cancellationToken)).Select(DeliveryItem.Of)]);
    }

    private static async Task<Accepted> RepeatAsync(string slug, string id, string delivery, DeliverySettings targets, CancellationToken cancellationToken)
    {
        await targets.RepeatAsync(slug, id, delivery, cancellationToken);
        return TypedResults.Accepted($"{ApiPaths.Endpoint(slug)}/targets/{id}/deliveries");
    }
}
