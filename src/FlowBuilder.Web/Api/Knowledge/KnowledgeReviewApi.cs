using FlowBuilder.Core.Accounts;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>Looks at knowledge before it is changed: how settings would cut it, and what is in it twice.</summary>
internal static class KnowledgeReviewApi
{
    private const int MostGroups = 200;

    /// <summary>Maps the calls.</summary>
    public static void MapKnowledgeReviewApi(this IEndpointRouteBuilder api)
    {
        var knowledge = api.MapGroup("/knowledge").WithTags("Knowledge");
        knowledge.MapPost("/preview", PreviewAsync).Needs(AccountRole.Viewer).WithSummary("Shows how settings would clean and cut a text or a stored document.").WithMetadata(new ReadsOnly())
            .WithDescription("Nothing is stored or embedded.")
            .Accepts<PreviewBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        knowledge.MapGet("/{id}/duplicates", FindAsync).NeedsKnowledge(AccessLevel.View).WithSummary("Finds chunks that say the same.")
            .WithDescription("Query: likeness, 0.7 to 1, 0.85 by default (1: exact duplicates only); limit, groups from 1 to 200, 100 by default.")
            .ProducesProblem(400).ProducesProblem(404);
        knowledge.MapPost("/{id}/duplicates", DropAsync).NeedsKnowledge(AccessLevel.Edit).WithSummary("Switches the named chunks off, or on again.")
            .Accepts<DropBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
    }

    private static async Task<Ok<PreviewedChunks>> PreviewAsync(
        HttpContext context, KnowledgeShelf shelf, KnowledgePreview preview, AccessRules rules, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<PreviewBody>(context.Request, settings.Requests.RunBytes, cancellationToken);
        if (!body.IsValid) throw new ApiException(KnowledgeProblems.BadPreview);
        if (KnowledgeBody.CheckSettings(body.Settings) is { IsEmpty: false } problems) throw new ApiException(KnowledgeProblems.Invalid(problems));
        if (body.Text is { } text) return TypedResults.Ok(await KnowledgePreview.OfTextAsync(text, body.Settings, body.Top, cancellationToken));
        var (knowledgeId, documentId) = body.Document!;
        if (!rules.Allows(context.Person(), Resource.Knowledge(knowledgeId), AccessLevel.View)) throw new ApiException(KnowledgeProblems.NotFound(knowledgeId));
        await shelf.FindAsync(knowledgeId, cancellationToken);
        return TypedResults.Ok(
            await preview.OfDocumentAsync(knowledgeId, documentId, body.Settings, body.Top, cancellationToken)
            ?? throw new ApiException(KnowledgeProblems.NoDocument(documentId)));
    }

    private static async Task<Ok<DuplicatesAnswer>> FindAsync(
        string id, double? likeness, int? limit, DuplicateShelf duplicates, CancellationToken cancellationToken)
    {
        var (least, most) = (likeness ?? DuplicateReview.DefaultLikeness, limit ?? 100);
        if (least is not (>= DuplicateReview.LeastLikeness and <= 1) || most is < 1 or > MostGroups) throw new ApiException(KnowledgeProblems.BadLikeness);
        return TypedResults.Ok(DuplicatesAnswer.Of(await duplicates.FindAsync(id, least, cancellationToken), most));
    }

    private static async Task<Ok<Dropped>> DropAsync(string id, HttpContext context, DuplicateShelf duplicates, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<DropBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        if (body.ChunkIds.Count is < 1 or > DropBody.MostChunks) throw new ApiException(KnowledgeProblems.NoChunks);
        var ids = body.ChunkIds.Distinct(StringComparer.Ordinal).ToList();
        var missed = await duplicates.SwitchAsync(id, ids, body.IsEnabled, cancellationToken);
        return TypedResults.Ok(new Dropped(ids.Count - missed.Count, missed));
    }
}
