using System.Globalization;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Flows;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>Publishing flows, and the versions that come of it.</summary>
internal static class VersionsApi
{
    private const string Draft = "draft";

    /// <summary>Maps the calls on versions.</summary>
    public static void MapVersionsApi(this IEndpointRouteBuilder api)
    {
        var flow = api.MapGroup("/flows/{id}").WithTags("Publishing");
        flow.MapPost("/publish", PublishAsync).NeedsFlow(AccessLevel.Edit).WithSummary("Freezes the flow as its next version and routes the endpoint to it.")
            .Accepts<PublishBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        flow.MapGet("/versions", ListAsync).NeedsFlow(AccessLevel.View).WithSummary("Lists the flow's versions, newest first.").ProducesProblem(404);
        flow.MapGet("/versions/{number:int}", FindAsync).NeedsFlow(AccessLevel.View).WithSummary("Gives a version's file.").Produces(200, contentType: "application/json").ProducesProblem(404);
        flow.MapPost("/versions/{number:int}/promote", PromoteAsync).NeedsFlow(AccessLevel.Edit).WithSummary("Routes all calls to a version.")
            .WithDescription("Of all the flow's endpoints, or with ?slug= of one of them.").ProducesProblem(404).ProducesProblem(409);
        flow.MapPost("/versions/{number:int}/restore", RestoreAsync).NeedsFlow(AccessLevel.Edit).WithSummary("Makes the flow as it was in a version; who has it open sees it and can undo it.")
            .ProducesProblem(404).ProducesProblem(503);
        flow.MapGet("/changes", CompareAsync).NeedsFlow(AccessLevel.View).WithSummary("Says what differs between two versions, or a version and the draft.")
            .WithDescription("Query: from and to, each the number of a version or \"draft\". Without them: from the newest version to the draft.")
            .ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<Created<Published>> PublishAsync(
        string id, HttpContext context, FlowPublishing publishing, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<PublishBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var version = await publishing.PublishAsync(context.Person(), id, body.Slug, body.Note ?? "", cancellationToken);
        return TypedResults.Created(ApiPaths.Endpoint(body.Slug), new Published(body.Slug, version.Number));
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

    private static async Task<Ok<IReadOnlyList<EndpointItem>>> PromoteAsync(
        string id, int number, string? slug, FlowPublishing publishing, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<EndpointItem>>([.. (await publishing.PromoteAsync(id, number, slug, cancellationToken)).Select(EndpointItem.Of)]);

    private static async Task<Ok<FlowSaved>> RestoreAsync(
        string id, int number, HttpContext context, FlowPublishing publishing, FlowValidator validator, CancellationToken cancellationToken)
    {
        var stored = await publishing.RestoreAsync(id, number, cancellationToken);
        context.Response.Headers.ETag = Revisions.TagOf(stored.Revision);
        return TypedResults.Ok(new FlowSaved(id, stored.Revision, [.. validator.Check(stored.Flow).Select(ProblemItem.Of)]));
    }

    private static async Task<Ok<FlowChangesItem>> CompareAsync(
        string id, string? from, string? to, IEndpointStore endpoints, FlowPublishing publishing, CancellationToken cancellationToken)
    {
        var before = from is null ? await NewestAsync(id, endpoints, cancellationToken) : NumberOf(from);
        var after = NumberOf(to ?? Draft);
        return TypedResults.Ok(FlowChangesItem.Of(await publishing.CompareAsync(id, before, after, cancellationToken)));
    }

    private static async ValueTask<int?> NewestAsync(string id, IEndpointStore endpoints, CancellationToken cancellationToken) =>
        (await endpoints.ListVersionsAsync(id, cancellationToken)) is [var newest, ..] ? newest.Number : throw new ApiException(EndpointProblems.NotPublished);

    private static int? NumberOf(string text)
    {
        if (text == Draft) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new ApiException(EndpointProblems.BadComparison);
    }
}
