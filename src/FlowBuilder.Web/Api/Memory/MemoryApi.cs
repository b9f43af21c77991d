using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Memory;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Memory;

/// <summary>What flows remember of people and conversations: seen and erased.</summary>
internal static class MemoryApi
{
    /// <summary>Maps the calls on memory.</summary>
    public static void MapMemoryApi(this IEndpointRouteBuilder api)
    {
        var memory = api.MapGroup("/memory").Needs(AccountRole.Administrator).WithTags("Memory");
        memory.MapGet("", ListAsync).WithSummary("Lists the people and conversations of whom something is remembered.");
        memory.MapDelete("", EraseAllAsync).WithSummary("Erases everything; all=true says that it is meant.").ProducesProblem(422);
        memory.MapGet("/users/{id}", (string id, IMemoryStore store, CancellationToken cancellationToken) => FindAsync(User(id), store, cancellationToken))
            .WithSummary("Gives what is remembered of a person.").ProducesProblem(404);
        memory.MapDelete("/users/{id}", (string id, IMemoryStore store, AuditTrail audit, CancellationToken cancellationToken) => EraseAsync(User(id), store, audit, cancellationToken))
            .WithSummary("Erases what is remembered of a person.").ProducesProblem(404);
        memory.MapGet("/sessions/{id}", (string id, string? flow, IMemoryStore store, CancellationToken cancellationToken) => FindAsync(Session(id, flow), store, cancellationToken))
            .WithSummary("Gives what is remembered of a conversation.").ProducesProblem(404);
        memory.MapDelete("/sessions/{id}", (string id, string? flow, IMemoryStore store, AuditTrail audit, CancellationToken cancellationToken) => EraseAsync(Session(id, flow), store, audit, cancellationToken))
            .WithSummary("Erases what is remembered of a conversation.").ProducesProblem(404);
        memory.MapDelete("/facts/{id}", EraseFactAsync).WithSummary("Erases one fact.").ProducesProblem(404);
    }

    private static MemoryOwner User(string id) => new(MemoryOwnerKind.User, Whole(id));

    private static MemoryOwner Session(string id, string? flow) => new(MemoryOwnerKind.Session, Whole(id), flow ?? "");

    // The server decodes an address but for the slashes in it, and callers' ids may hold some.
    private static string Whole(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static async Task<Ok<IReadOnlyList<MemoryItem>>> ListAsync(IMemoryStore store, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<MemoryItem>>([.. (await store.ListAsync(cancellationToken)).Select(MemoryItem.Of)]);

    private static async Task<Results<Ok<MemoryDetail>, ApiProblem>> FindAsync(MemoryOwner owner, IMemoryStore store, CancellationToken cancellationToken)
    {
        var facts = await store.ListFactsAsync(owner, cancellationToken);
        var summaries = await store.ListSummariesAsync(owner, cancellationToken);
        if (facts.Count + summaries.Count == 0) return Nothing;
        return TypedResults.Ok(new MemoryDetail(facts, [.. summaries.Select(summary => new MemoryDetail.Summary(summary.Node, summary.Text, summary.Messages, summary.UpdatedAt))]));
    }

    private static async Task<Results<NoContent, ApiProblem>> EraseAsync(MemoryOwner owner, IMemoryStore store, AuditTrail audit, CancellationToken cancellationToken) =>
        await ErasedAsync(await store.EraseAsync(owner, cancellationToken), owner.Kind.ToString().ToLowerInvariant(), audit);

    private static async Task<Results<NoContent, ApiProblem>> EraseFactAsync(string id, IMemoryStore store, AuditTrail audit, CancellationToken cancellationToken) =>
        await ErasedAsync(await store.EraseFactAsync(id, cancellationToken), "fact", audit);

    private static async Task<Results<NoContent, ApiProblem>> EraseAllAsync(bool? all, IMemoryStore store, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (all != true) return Unsure;
        await store.EraseAllAsync(cancellationToken);
        return await ErasedAsync(true, "all", audit);
    }

    // Of whom it was is not written down: that would be remembering it.
    private static async Task<Results<NoContent, ApiProblem>> ErasedAsync(bool isDone, string what, AuditTrail audit)
    {
        if (!isDone) return Nothing;
        await audit.WriteAsync("memory.erased", targetId: null, targetName: null, what);
        return TypedResults.NoContent();
    }

    private static ApiProblem Nothing => new(StatusCodes.Status404NotFound, "memory.not-found", LocalText.Of(
        "Nothing is remembered under that id.", "그 id로 기억한 내용이 없습니다."));

    private static ApiProblem Unsure => new(StatusCodes.Status422UnprocessableEntity, "memory.unsure", LocalText.Of(
        "Erasing everything needs all=true in the address.", "모두 지우려면 주소에 all=true를 붙이세요."));
}
