using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Knowledge.Bases;
using FlowBuilder.Web.Accounts.Personal;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Knowledge;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>Knowledge bases.</summary>
internal static class KnowledgeApi
{
    /// <summary>Maps the calls on knowledge bases.</summary>
    public static void MapKnowledgeApi(this IEndpointRouteBuilder api)
    {
        var knowledge = api.MapGroup("/knowledge").WithTags("Knowledge");
        knowledge.MapGet("", ListAsync).Needs(AccountRole.Viewer).WithSummary("Lists knowledge bases by name.");
        knowledge.MapPost("", CreateAsync).Needs(AccountRole.Editor).WithSummary("Makes a knowledge base.")
            .Accepts<KnowledgeBody>("application/json").ProducesProblem(400).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        knowledge.MapGet("/{id}", FindAsync).NeedsKnowledge(AccessLevel.View).WithSummary("Gives a knowledge base with its counts; its ETag is the revision.").ProducesProblem(404);
        knowledge.MapPut("/{id}", ChangeAsync).NeedsKnowledge(AccessLevel.Edit).WithSummary("Changes a knowledge base; where settings change, its documents are indexed anew.")
            .WithDescription("What is left out stays as it is. If-Match may say which revision the change was made from.")
            .Accepts<KnowledgeBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(412).ProducesProblem(415).ProducesProblem(422);
        knowledge.MapDelete("/{id}", DeleteAsync).NeedsKnowledge(AccessLevel.Own).WithSummary("Removes a knowledge base with its documents.").ProducesProblem(404);
        knowledge.MapPost("/{id}/reindex", ReindexAsync).NeedsKnowledge(AccessLevel.Edit).WithSummary("Indexes every finished document anew; known texts are not embedded again.").ProducesProblem(404);
        knowledge.MapPost("/{id}/search", SearchAsync).NeedsKnowledge(AccessLevel.View).WithSummary("Searches a knowledge base.").WithMetadata(new ReadsOnly())
            .Accepts<SearchBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        knowledge.MapGet("/{id}/events", EventsAsync).NeedsKnowledge(AccessLevel.View).WithSummary("Tells what happens in a knowledge base, as server-sent events.").ProducesProblem(404);
    }

    private static async Task<Ok<IReadOnlyList<KnowledgeItem>>> ListAsync(HttpContext context, PersonalStores stores, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<KnowledgeItem>>([.. (await stores.Knowledge(context.Person()).ListAsync(cancellationToken)).Select(KnowledgeItem.Of)]);

    private static async Task<Created<KnowledgeItem>> CreateAsync(
        HttpContext context, KnowledgeShelf shelf, AccessRules rules, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<KnowledgeBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        RequireConnection(context.Person(), body, rules);
        var made = await shelf.CreateAsync(body, cancellationToken);
        await rules.ClaimAsync(context.Person(), Resource.Knowledge(made.Base.Id), CancellationToken.None);
        return TypedResults.Created(ApiPaths.Knowledge(made.Base.Id), Tagged(context, made));
    }

    private static async Task<Ok<KnowledgeItem>> FindAsync(string id, HttpContext context, KnowledgeShelf shelf, CancellationToken cancellationToken) =>
        TypedResults.Ok(Tagged(context, await shelf.FindAsync(id, cancellationToken)));

    private static async Task<Ok<KnowledgeItem>> ChangeAsync(
        string id, HttpContext context, KnowledgeShelf shelf, AccessRules rules, HostSettings settings, CancellationToken cancellationToken)
    {
        var expected = context.Request.Headers.IfMatch.Count == 0 ? null : Revisions.Expected(context.Request);
        var body = await RequestJson.ReadAsync<KnowledgeBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        RequireConnection(context.Person(), body, rules);
        return TypedResults.Ok(Tagged(context, await shelf.ChangeAsync(id, body, expected, cancellationToken)));
    }

    private static async Task<NoContent> DeleteAsync(string id, KnowledgeShelf shelf, CancellationToken cancellationToken)
    {
        await shelf.DeleteAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<Reindexing>> ReindexAsync(string id, KnowledgeShelf shelf, CancellationToken cancellationToken) =>
        TypedResults.Accepted(ApiPaths.Knowledge(id), new Reindexing(await shelf.ReindexAsync(id, cancellationToken)));

    private static async Task<Ok<SearchAnswer>> SearchAsync(
        string id, HttpContext context, KnowledgeSearch search, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<SearchBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var hits = await search.SearchAsync(id, body.ToQuery(), cancellationToken) ?? throw new ApiException(KnowledgeProblems.NotFound(id));
        return TypedResults.Ok(SearchAnswer.Of(hits));
    }

    private static async Task<KnowledgeEvents> EventsAsync(
        string id,
        KnowledgeShelf shelf,
        IKnowledgeStore bases,
        IKnowledgeDocuments documents,
        KnowledgeNews news,
        TimeProvider time,
        IHostApplicationLifetime program,
        CancellationToken cancellationToken)
    {
        await shelf.FindAsync(id, cancellationToken);
        return new KnowledgeEvents(id, bases, documents, news, time, program);
    }

    private static void RequireConnection(Person person, KnowledgeBody body, AccessRules rules)
    {
        if (body.Settings?.Embedding is { } embedding && embedding.Connection != ConnectionKind.Offline.Value
            && !rules.Allows(person, Resource.Connection(embedding.Connection), AccessLevel.View))
            throw new ApiException(AccessProblems.ConnectionDenied);
    }

    private static KnowledgeItem Tagged(HttpContext context, KnowledgeBaseSummary found)
    {
        context.Response.Headers.ETag = Revisions.TagOf(found.Base.Revision);
        return KnowledgeItem.Of(found);
    }
}
