using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Publishing.Webhooks;

/// <summary>Webhooks: their owner's calls, and the deliveries of senders.</summary>
internal static class WebhooksApi
{
    /// <summary>Maps where senders deliver; whoever signs rightly may.</summary>
    public static void MapWebhookDeliveries(this IEndpointRouteBuilder api) =>
        api.MapPost("/hooks/{id}", (string id, HttpContext context, WebhookDoor door, CancellationToken cancellationToken) => door.ReceiveAsync(context, id, cancellationToken))
            .WithTags("Endpoints").WithSummary("Runs an endpoint's flow with a delivery of another system, signed as the webhook says.")
            .DisableAntiforgery()
            .Accepts<object>("application/json", "*/*")
            .Produces<RunAccepted>(202).Produces<RunAnswer>()
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422)
            .ProducesProblem(429).ProducesProblem(502).ProducesProblem(503).ProducesProblem(504);

    /// <summary>Maps the owner's calls.</summary>
    public static void MapWebhooksApi(this IEndpointRouteBuilder api)
    {
        var hooks = api.MapGroup("/endpoints/{slug}/hooks").NeedsEndpoint(AccessLevel.Edit).WithTags("Publishing");
        hooks.MapGet("", ListAsync).WithSummary("Lists an endpoint's webhooks, without their secrets.").ProducesProblem(404);
        hooks.MapPost("", MakeAsync).WithSummary("Makes a webhook; its secret is in this answer and nowhere else.")
            .Accepts<WebhookBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        hooks.MapGet("/{id}", FindAsync).WithSummary("Gives a webhook.").ProducesProblem(404);
        hooks.MapPut("/{id}", ChangeAsync).WithSummary("Changes a webhook; what is left out stays as it is.")
            .Accepts<WebhookBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        hooks.MapDelete("/{id}", DeleteAsync).WithSummary("Removes a webhook; its address is gone from then on.").ProducesProblem(404);
        hooks.MapPost("/{id}/rotate", RotateAsync).WithSummary("Makes a new secret; the former one is taken for 24 hours more.")
            .Accepts<RotateBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        hooks.MapGet("/{id}/calls", CallsAsync).WithSummary("Lists what became of the latest deliveries, latest first.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<IReadOnlyList<WebhookItem>>, ApiProblem>> ListAsync(
        string slug, HttpContext context, IEndpointStore endpoints, IWebhookStore webhooks, CancellationToken cancellationToken)
    {
        if (await endpoints.FindAsync(slug, cancellationToken) is null) return EndpointProblems.NotFound(slug);
        var found = await webhooks.ListAsync(slug, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<WebhookItem>>([.. found.Select(webhook => WebhookItem.Of(webhook, context.Request))]);
    }

    private static async Task<Created<WebhookItem>> MakeAsync(
        string slug, HttpContext context, WebhookSettings webhooks, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<WebhookBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var (webhook, secret) = await webhooks.MakeAsync(slug, body, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"{ApiPaths.Endpoint(slug)}/hooks/{webhook.Id}", WebhookItem.Of(webhook, context.Request, secret));
    }

    private static async Task<Ok<WebhookItem>> FindAsync(string slug, string id, HttpContext context, WebhookSettings webhooks, CancellationToken cancellationToken) =>
        TypedResults.Ok(WebhookItem.Of(await webhooks.FindAsync(slug, id, cancellationToken), context.Request));

    private static async Task<Ok<WebhookItem>> ChangeAsync(
        string slug, string id, HttpContext context, WebhookSettings webhooks, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<WebhookBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        return TypedResults.Ok(WebhookItem.Of(await webhooks.ChangeAsync(slug, id, body, cancellationToken), context.Request));
    }

    private static async Task<Ok<WebhookItem>> RotateAsync(
        string slug, string id, HttpContext context, WebhookSettings webhooks, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<RotateBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var (webhook, secret) = await webhooks.RotateAsync(slug, id, body.Secret, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(WebhookItem.Of(webhook, context.Request, secret));
    }

    private static async Task<NoContent> DeleteAsync(string slug, string id, WebhookSettings webhooks, CancellationToken cancellationToken)
    {
        await webhooks.DeleteAsync(slug, id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IReadOnlyList<WebhookCallItem>>> CallsAsync(
        string slug, string id, WebhookSettings settings, IWebhookStore webhooks, CancellationToken cancellationToken)
    {
        await settings.FindAsync(slug, id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<WebhookCallItem>>([.. (await webhooks.CallsAsync(id, cancellationToken)).Select(WebhookCallItem.Of)]);
    }
}
