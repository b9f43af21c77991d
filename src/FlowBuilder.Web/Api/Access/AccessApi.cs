using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Core.Models;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Knowledge;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Access;

/// <summary>With whom flows, knowledge bases and connections are shared; for their owners, and of connections for administrators.</summary>
internal static class AccessApi
{
    private const int MostGrants = 1000;

    /// <summary>Maps the calls.</summary>
    public static void MapAccessApi(this IEndpointRouteBuilder api)
    {
        var flow = api.MapGroup("/flows/{id}/access").NeedsFlow(AccessLevel.Own).WithTags("Accounts");
        flow.MapGet("", async (string id, IFlowStore flows, Sharing sharing, CancellationToken cancellationToken) =>
            TypedResults.Ok(sharing.Of(await FlowAsync(id, flows, cancellationToken)))).WithSummary("Says with whom a flow is shared.").ProducesProblem(404);
        flow.MapPut("", async (string id, HttpContext context, IFlowStore flows, Sharing sharing, HostSettings settings, CancellationToken cancellationToken) =>
            await ShareAsync(await FlowAsync(id, flows, cancellationToken), context, sharing, settings, cancellationToken)).WithSummary("Shares a flow so, and no otherwise.").TakesGrants();
        var knowledge = api.MapGroup("/knowledge/{id}/access").NeedsKnowledge(AccessLevel.Own).WithTags("Accounts");
        knowledge.MapGet("", async (string id, IKnowledgeStore bases, Sharing sharing, CancellationToken cancellationToken) =>
            TypedResults.Ok(sharing.Of(await KnowledgeAsync(id, bases, cancellationToken)))).WithSummary("Says with whom a knowledge base is shared.").ProducesProblem(404);
        knowledge.MapPut("", async (string id, HttpContext context, IKnowledgeStore bases, Sharing sharing, HostSettings settings, CancellationToken cancellationToken) =>
            await ShareAsync(await KnowledgeAsync(id, bases, cancellationToken), context, sharing, settings, cancellationToken)).WithSummary("Shares a knowledge base so, and no otherwise.").TakesGrants();
        var connection = api.MapGroup("/connections/{name}/access").Needs(AccountRole.Administrator).WithTags("Accounts");
        connection.MapGet("", async (string name, IConnectionStore connections, Sharing sharing, CancellationToken cancellationToken) =>
            TypedResults.Ok(sharing.Of(await ConnectionAsync(name, connections, cancellationToken)))).WithSummary("Says who may use a connection.").ProducesProblem(404);
        connection.MapPut("", async (string name, HttpContext context, IConnectionStore connections, Sharing sharing, HostSettings settings, CancellationToken cancellationToken) =>
            await ShareAsync(await ConnectionAsync(name, connections, cancellationToken), context, sharing, settings, cancellationToken)).WithSummary("Lets every editor use a connection, or those who are named.").TakesGrants();
    }

    private static void TakesGrants(this RouteHandlerBuilder put) =>
        put.Accepts<AccessBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);

    private static async Task<Ok<AccessItem>> ShareAsync(
        (Resource Resource, string Name) shared, HttpContext context, Sharing sharing, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<AccessBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        if (body.Grants.Count > MostGrants) throw new ApiException(AccessProblems.BadGrants);
        await sharing.ShareAsync(shared.Resource, shared.Name, body, cancellationToken);
        return TypedResults.Ok(sharing.Of(shared));
    }

    private static async ValueTask<(Resource Resource, string Name)> FlowAsync(string id, IFlowStore flows, CancellationToken cancellationToken) =>
        await flows.FindAsync(id, cancellationToken) is { } found ? (Resource.Flow(id), found.Flow.Name) : throw new ApiException(ProblemOf.NoFlow(id));

    private static async ValueTask<(Resource Resource, string Name)> KnowledgeAsync(string id, IKnowledgeStore bases, CancellationToken cancellationToken) =>
        await bases.FindAsync(id, cancellationToken) is { } found ? (Resource.Knowledge(id), found.Base.Name) : throw new ApiException(KnowledgeProblems.NotFound(id));

    private static async ValueTask<(Resource Resource, string Name)> ConnectionAsync(string name, IConnectionStore connections, CancellationToken cancellationToken) =>
        await connections.FindAsync(name, cancellationToken) is not null ? (Resource.Connection(name), name) : throw new ApiException(ProblemOf.NoConnection(name));
}
