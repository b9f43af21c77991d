using FlowBuilder.Core.Nodes;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Publishing.Chats;

/// <summary>Talking to a published flow: what the chat bubble and the chat page are made of.</summary>
internal static class EndpointChatApi
{
    /// <summary>Maps the calls on the chat of one endpoint.</summary>
    public static void MapEndpointChat(this IEndpointRouteBuilder endpoint)
    {
        var chat = endpoint.MapGroup("/chat");
        chat.MapGet("", DescribeAsync).WithSummary("Tells what one can talk about: name, description, an example, the files it takes.")
            .Produces<ChatDescription>()
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(422).ProducesProblem(429);
        chat.MapPost("", SendAsync).WithSummary("Sends a message; the answer comes as server-sent events: run, text …, end.")
            .WithDescription("JSON, or multipart/form-data with the fields message, session, history (JSON) and files.")
            .DisableAntiforgery()
            .Accepts<ChatBody>("application/json", "multipart/form-data")
            .Produces(200, contentType: "text/event-stream")
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(413).ProducesProblem(415)
            .ProducesProblem(422).ProducesProblem(429).ProducesProblem(503);
        chat.MapGet("/{runId}", FollowAsync).WithSummary("Streams an answer again from its beginning, also while it is being made.")
            .Produces(200, contentType: "text/event-stream")
            .ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(429);
    }

    private static async Task<Results<Ok<ChatDescription>, ApiProblem>> DescribeAsync(
        string slug, HttpContext context, EndpointDoor door, EndpointRuns runs, NodeCatalogue catalogue, CancellationToken cancellationToken)
    {
        var call = await door.EnterAsync(context.Request, slug, cancellationToken);
        return ChatDescription.Of(slug, await runs.VersionAsync(call, null, cancellationToken), catalogue) is { } description
            ? TypedResults.Ok(description)
            : EndpointProblems.TakesNoMessage;
    }

    private static async Task<ChatStream> SendAsync(
        string slug,
        HttpContext context,
        EndpointDoor door,
        EndpointRuns runs,
        NodeCatalogue catalogue,
        HostSettings settings,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        // Who may not call is told so before a body of megabytes is read.
        var call = await door.EnterAsync(context.Request, slug, cancellationToken);
        var wish = RunWish.Of(context.Request);
        var body = await ChatBody.ReadAsync(context.Request, settings, cancellationToken);
        return new ChatStream(await runs.StartAsync(call, body.ToAsk(wish.Key), cancellationToken), catalogue, time);
    }

    private static async Task<IResult> FollowAsync(
        string slug,
        string runId,
        HttpContext context,
        EndpointDoor door,
        EndpointRuns runs,
        NodeCatalogue catalogue,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var call = await door.EnterAsync(context.Request, slug, cancellationToken);
        return await runs.FindAsync(call, runId, cancellationToken) is { } run ? new ChatStream(run, catalogue, time) : ProblemOf.NoRun(runId);
    }
}
