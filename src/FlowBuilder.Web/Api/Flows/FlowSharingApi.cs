using System.Text;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Text;
using FlowBuilder.Interchange.Bundles;
using FlowBuilder.Web.Accounts.Personal;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FlowBuilder.Web.Api.Flows;

/// <summary>Flows as something to give away: pictures of them, and bundles with the flows that they run.</summary>
internal static class FlowSharingApi
{
    /// <summary>Maps the calls.</summary>
    public static void MapFlowSharingApi(this IEndpointRouteBuilder api)
    {
        var flows = api.MapGroup("/flows").WithTags("Flows");
        flows.MapGet("/{id}/picture.svg", DrawAsync).NeedsFlow(AccessLevel.View).WithSummary("Draws a flow as SVG, light or dark, with names in the request's language.")
            .Produces(200, contentType: "image/svg+xml").ProducesProblem(400).ProducesProblem(404);
        flows.MapGet("/{id}/bundle", BundleAsync).NeedsFlow(AccessLevel.View).WithSummary("Gives a flow and the stored flows that it runs as one zip, to be stored elsewhere; with knowledge=true, also the knowledge bases that they name.")
            .Produces(200, contentType: FlowBundle.MediaType).ProducesProblem(404).ProducesProblem(422);
        api.MapPost("/bundles", StoreAsync).Needs(AccountRole.Editor).WithTags("Flows").WithSummary("Stores a bundle's flows, which then run one another under their new ids.")
            .WithMetadata(new RequestSizeLimitAttribute(BundleLimits.FileBytes + 1L))
            .Produces<BundleStored>(201).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> DrawAsync(
        string id, string? theme, HttpContext context, IFlowStore flows, NodeCatalogue catalogue, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<PictureTheme>(theme ?? nameof(PictureTheme.Light), ignoreCase: true, out var colours) || !Enum.IsDefined(colours)) return UnknownTheme;
        if (await flows.FindAsync(id, cancellationToken) is not { } stored) return ProblemOf.NoFlow(id);
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.File(Encoding.UTF8.GetBytes(FlowDrawing.Svg(stored.Flow, catalogue, colours)), "image/svg+xml; charset=utf-8");
    }

    private static async Task<Results<FileContentHttpResult, ApiProblem>> BundleAsync(
        string id, bool? knowledge, HttpContext context, PersonalStores stores, BundleWriter writer, CancellationToken cancellationToken)
    {
        if (await stores.Bundles(context.Person()).CollectAsync(id, cancellationToken) is not { } bundle) return ProblemOf.NoFlow(id);
        if (knowledge == true)
        {
            if (await stores.Bundling(context.Person()).WithKnowledgeAsync(bundle, cancellationToken) is not { } withKnowledge) return TooMuchKnowledge;
            bundle = withKnowledge;
        }

        var file = writer.Write(bundle);
        if (file.Length > BundleLimits.FileBytes) return TooMuchKnowledge;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(file, FlowBundle.MediaType, FileNames.Of(bundle.Main.Flow.Name, FlowBundle.FileEnding));
    }

    private static async Task<Results<Created<BundleStored>, ApiProblem>> StoreAsync(
        HttpContext context, PersonalStores stores, BundleReader reader, CancellationToken cancellationToken)
    {
        var read = reader.Read(await RequestBody.ReadZipAsync(context.Request, BundleLimits.FileBytes, cancellationToken));
        if (read.Bundle is not { } bundle) return ProblemOf.BadFlow([.. read.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Invalid)]);
        var stored = await stores.Bundles(context.Person()).StoreAsync(bundle, cancellationToken);
        return TypedResults.Created(ApiPaths.Flow(stored[0].Id), new BundleStored(
            stored[0].Id,
            [.. stored.Zip(bundle.Flows, (here, there) => new BundleStored.Item(here.Id, there.Id, here.Flow.Name))],
            [.. read.Diagnostics.Select(ProblemItem.Of)]));
    }

    private static ApiProblem TooMuchKnowledge => new(StatusCodes.Status422UnprocessableEntity, "bundle.too-large", LocalText.Of(
        $"With its knowledge bases, the bundle would be larger than the {BundleLimits.FileBytes / (1024 * 1024)} MiB that a bundle may have. Take it along without them, and add the documents there.",
        $"지식 베이스까지 넣으면 묶음에 허용된 {BundleLimits.FileBytes / (1024 * 1024)}MiB를 넘습니다. 지식 베이스 없이 묶고, 문서는 옮긴 곳에서 추가하세요."));

    private static ApiProblem UnknownTheme => new(StatusCodes.Status400BadRequest, "picture.theme", LocalText.Of(
        "The theme of a picture is light or dark.",
        "그림의 테마는 light 또는 dark입니다."));
}
