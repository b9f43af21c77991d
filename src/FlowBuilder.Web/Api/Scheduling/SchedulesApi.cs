using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Scheduling;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Scheduling;

/// <summary>Schedules as the owner of an endpoint sees them.</summary>
internal static class SchedulesApi
{
    private const int Previewed = 5;

    /// <summary>Maps the calls on schedules.</summary>
    public static void MapSchedulesApi(this IEndpointRouteBuilder api)
    {
        var schedules = api.MapGroup("/endpoints/{slug}/schedules").NeedsEndpoint(AccessLevel.Edit).WithTags("Schedules");
        schedules.MapGet("", ListAsync).WithSummary("Lists an endpoint's schedules.").ProducesProblem(404);
        schedules.MapPost("", AddAsync).WithSummary("Adds a schedule: the endpoint runs at its times.")
            .Accepts<ScheduleBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        schedules.MapGet("/{id}", FindAsync).WithSummary("Gives a schedule.").ProducesProblem(404);
        schedules.MapPut("/{id}", ChangeAsync).WithSummary("Changes a schedule.").WithDescription("What is left out stays as it is.")
            .Accepts<ScheduleBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        schedules.MapDelete("/{id}", DeleteAsync).WithSummary("Removes a schedule.").ProducesProblem(404);
        schedules.MapPost("/{id}/run", RunAsync).WithSummary("Runs a schedule now.")
            .ProducesProblem(404).ProducesProblem(422).ProducesProblem(503);
        schedules.MapGet("/{id}/runs", ListRunsAsync).WithSummary("Lists a schedule's latest times and what came of them, latest first.")
            .WithDescription("Query: limit, 1 to 200; 50 by default.").ProducesProblem(400).ProducesProblem(404);
        api.MapPost("/schedules/preview", PreviewAsync).Needs(AccountRole.Viewer).WithTags("Schedules").WithSummary("Says when a rule comes due, and the next five times.")
            .Accepts<PreviewBody>("application/json").ProducesProblem(400).ProducesProblem(415).ProducesProblem(422);
    }

    private static async Task<Ok<IReadOnlyList<ScheduleItem>>> ListAsync(string slug, ScheduleBook book, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<ScheduleItem>>([.. (await book.ListAsync(slug, cancellationToken)).Select(schedule => ScheduleItem.Of(schedule, time.GetUtcNow()))]);

    private static async Task<Created<ScheduleItem>> AddAsync(
        string slug, HttpContext context, ScheduleBook book, HostSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<ScheduleBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var added = await book.AddAsync(slug, body, cancellationToken);
        return TypedResults.Created(ApiPaths.Schedule(slug, added.Id), ScheduleItem.Of(added, time.GetUtcNow()));
    }

    private static async Task<Ok<ScheduleItem>> FindAsync(string slug, string id, ScheduleBook book, TimeProvider time, CancellationToken cancellationToken) =>
        TypedResults.Ok(ScheduleItem.Of(await book.FindAsync(slug, id, cancellationToken), time.GetUtcNow()));

    private static async Task<Ok<ScheduleItem>> ChangeAsync(
        string slug, string id, HttpContext context, ScheduleBook book, HostSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<ScheduleBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        return TypedResults.Ok(ScheduleItem.Of(await book.ChangeAsync(slug, id, body, cancellationToken), time.GetUtcNow()));
    }

    private static async Task<NoContent> DeleteAsync(string slug, string id, ScheduleBook book, CancellationToken cancellationToken)
    {
        await book.DeleteAsync(slug, id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<RunAccepted>> RunAsync(string slug, string id, ScheduleBook book, CancellationToken cancellationToken)
    {
        var run = await book.RunNowAsync(slug, id, cancellationToken);
        return TypedResults.Accepted(ApiPaths.Run(run.Id), new RunAccepted(run.Id, RunStatus.Running));
    }

    private static async Task<Ok<IReadOnlyList<ScheduleRunItem>>> ListRunsAsync(
        string slug, string id, int? limit, ScheduleBook book, ScheduleHistory history, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > IScheduleStore.MostRuns) throw new ApiException(ScheduleProblems.BadLimit);
        await book.FindAsync(slug, id, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ScheduleRunItem>>(
            [.. (await history.OfAsync(id, limit ?? 50, cancellationToken)).Select(came => new ScheduleRunItem(
                came.Time.DueAt, came.Time.Cause, came.Time.Outcome, came.Time.RunId, came.Run?.Status, came.Time.Detail?.ToString()))]);
    }

    private static async Task<Ok<PreviewItem>> PreviewAsync(HttpContext context, HostSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var asked = await RequestJson.ReadAsync<PreviewBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var body = new ScheduleBody { Cron = asked.Cron, TimeZone = asked.TimeZone };
        var rule = body.Change(new Schedule { Id = "", Slug = "", Cron = "", TimeZone = ScheduleZones.IdOf(time.LocalTimeZone) });
        if (body.Check(rule) is { IsEmpty: false } problems) throw new ApiException(ScheduleProblems.Invalid(problems));
        var times = ScheduleTimes.Of(rule)!;
        return TypedResults.Ok(new PreviewItem(times.Cron.Describe().ToString(), rule.TimeZone, [.. times.Next(time.GetUtcNow(), Previewed)]));
    }
}
