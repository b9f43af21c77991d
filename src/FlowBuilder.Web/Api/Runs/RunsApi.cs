using System.Globalization;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Runs;

/// <summary>Runs, under way and ended.</summary>
internal static class RunsApi
{
    /// <summary>Maps the calls on runs.</summary>
    public static void MapRunsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/waiting", ListWaiting).Needs(AccountRole.Viewer).WithTags("Runs").WithSummary("Lists the runs that wait for a person, with what they ask; the longest waiting first.");
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapGet("", ListAsync).Needs(AccountRole.Viewer).WithSummary("Lists runs, latest first.")
            .WithDescription("Query: flowId, endpoint, status, session, before (a time; for the next page the last item's startedAt), limit (1 to 1,000; 100 by default).")
            .ProducesProblem(400);
        runs.MapGet("/{runId}", FindAsync).NeedsRun(AccessLevel.View).WithSummary("Gives a run with its nodes, as far as it is.").ProducesProblem(404);
        runs.MapGet("/{runId}/events", StreamAsync).NeedsRun(AccessLevel.View).WithSummary("Streams a run's events from any number on.")
            .WithDescription(
                "Server-sent events. Last-Event-ID (or ?after=) is the last number that was seen. Ends after the final event; "
                + "204 where nothing can come any more. ?events=output sends the results only.")
            .Produces(200, contentType: "text/event-stream").Produces(204).ProducesProblem(400).ProducesProblem(404);
        runs.MapPost("/{runId}/cancel", CancelAsync).NeedsRun(AccessLevel.Edit).WithSummary("Stops a run; does nothing where it has ended.")
            .WithDescription("202 while it is being stopped, 200 where it had ended.")
            .Produces<RunAccepted>().Produces<RunAccepted>(202).ProducesProblem(404);
        runs.MapPost("/{runId}/resume", ResumeAsync).NeedsRun(AccessLevel.Edit).WithSummary("Answers a node that waits for a person.")
            .WithDescription("decision: approve or reject; values: what the question's fields ask for, by name. The run goes on at once.")
            .Accepts<ResumeBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        runs.MapPost("/{runId}/feedback", GiveFeedbackAsync).NeedsRun(AccessLevel.View).WithSummary("Keeps what a person thinks of a run that has ended.")
            .Accepts<FeedbackBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409)
            .ProducesProblem(415).ProducesProblem(422);
    }

    private static async Task<Ok<IReadOnlyList<RunListItem>>> ListAsync(
        HttpContext context, RunHost runs, IRunArchive archive, AccessRules rules, CancellationToken cancellationToken)
    {
        var person = context.Person();
        var query = RunListQuery.Of(context.Request.Query, person.Is(AccountRole.Administrator) ? null : rules.SharedWith(person, ResourceKind.Flow));

        // The living first: a run that ends in between is then in both lists rather than in none.
        var live = runs.ListLive().Where(run => RunListQuery.Fits(query, run));
        var archived = await archive.ListAsync(query, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<RunListItem>>(
        [
            .. archived.Concat(live).DistinctBy(run => run.RunId).OrderByDescending(run => run.StartedAt).Take(query.Limit).Select(RunListItem.Of),
        ]);
    }

    private static async Task<Results<Ok<RunDetail>, ApiProblem>> FindAsync(
        string runId, RunHost runs, IRunArchive archive, CancellationToken cancellationToken) =>
        await runs.FindAsync(runId, cancellationToken) is { } run
            ? TypedResults.Ok(RunDetail.Of(run, await archive.ListFeedbackAsync(runId, cancellationToken)))
            : ProblemOf.NoRun(runId);

    private static async Task<IResult> StreamAsync(string runId, HttpContext context, RunEvents events, CancellationToken cancellationToken) =>
        await events.StreamAsync(runId, AfterSeq(context.Request), EventChoice.IsOnlyResults(context.Request), cancellationToken);

    private static async Task<Results<Ok<RunAccepted>, Accepted<RunAccepted>, ApiProblem>> CancelAsync(
        string runId, RunHost runs, CancellationToken cancellationToken)
    {
        if (runs.FindLive(runId) is { Journal.IsEnded: false } live)
        {
            live.Cancel();
            return TypedResults.Accepted(ApiPaths.Run(runId), new RunAccepted(runId, RunStatus.Running));
        }

        return await runs.FindAsync(runId, cancellationToken) is { } ended
            ? TypedResults.Ok(new RunAccepted(runId, ended.Status))
            : ProblemOf.NoRun(runId);
    }

    private static Ok<IReadOnlyList<WaitingItem>> ListWaiting(HttpContext context, RunHost runs, AccessRules rules)
    {
        var person = context.Person();
        return TypedResults.Ok<IReadOnlyList<WaitingItem>>(
        [
            .. runs.ListWaiting()
                .Where(run => person.Is(AccountRole.Administrator) || run.Request.FlowId is { } flow && rules.Allows(person, Resource.Flow(flow), AccessLevel.View))
                .Select(WaitingItem.Of)
                .Where(run => run.Questions.Count > 0),
        ]);
    }

    private static async Task<Accepted<RunAccepted>> ResumeAsync(
        string runId, HttpContext context, RunAnswers answers, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<ResumeBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        await answers.AnswerAsync(
            runId, open => open.Node == body.NodeId && (body.QuestionId is null || open.Id == body.QuestionId), body.ToAnswer(), cancellationToken);
        return TypedResults.Accepted(ApiPaths.Run(runId), new RunAccepted(runId, RunStatus.Running));
    }

    private static async Task<Results<NoContent, ApiProblem>> GiveFeedbackAsync(
        string runId, HttpContext context, RunFeedbacks feedbacks, HostSettings settings, CancellationToken cancellationToken) =>
        await feedbacks.AddAsync(
            runId, await RequestJson.ReadAsync<FeedbackBody>(context.Request, settings.Requests.OtherBytes, cancellationToken), cancellationToken);

    /// <summary>After which event a caller wants to go on; 0 for all.</summary>
    /// <exception cref="ApiException">It is no number.</exception>
    internal static long AfterSeq(HttpRequest request)
    {
        var text = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header : request.Query["after"].ToString();
        if (text.Length == 0) return 0;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? Math.Min(seq, int.MaxValue)
            : throw new ApiException(new ApiProblem(StatusCodes.Status400BadRequest, "request.bad-event-id", LocalText.Of(
                "Last-Event-ID must be the number of an event: 1, 2, 3 …",
                "Last-Event-ID는 1, 2, 3처럼 이벤트 번호여야 합니다.")));
    }
}
