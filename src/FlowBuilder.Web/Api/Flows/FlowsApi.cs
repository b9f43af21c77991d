using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts.Personal;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Editing;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Flows;

/// <summary>Stored flows.</summary>
internal static class FlowsApi
{
    /// <summary>Maps the calls on flows.</summary>
    public static void MapFlowsApi(this IEndpointRouteBuilder api)
    {
        var flows = api.MapGroup("/flows").WithTags("Flows");
        flows.MapGet("", ListAsync).Needs(AccountRole.Viewer).WithSummary("Lists flows, last saved first.");
        flows.MapGet("/bin", ListBinAsync).Needs(AccountRole.Viewer).WithSummary("Lists the flows in the bin, last deleted first.");
        flows.MapPost("", CreateAsync).Needs(AccountRole.Editor).WithSummary("Stores a flow file as a new flow.")
            .WithDescription("A file with problems is refused with all of them; one that is only unfinished is stored, with warnings.")
            .Accepts<JsonObject>("application/json").ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        flows.MapPost("/validate", ValidateAsync).Needs(AccountRole.Viewer).WithSummary("Says everything that is wrong with a flow file; stores nothing.")
            .Accepts<JsonObject>("application/json").ProducesProblem(413).ProducesProblem(415);
        flows.MapGet("/{id}", FindAsync).NeedsFlow(AccessLevel.View).WithSummary("Gives a flow's file in its canonical form; its ETag is the revision.")
            .Produces<JsonObject>(200, "application/json").Produces(304).ProducesProblem(404);
        flows.MapPut("/{id}", SaveAsync).NeedsFlow(AccessLevel.Edit).WithSummary("Replaces a flow; If-Match says which revision the change was made from.")
            .Accepts<JsonObject>("application/json").ProducesProblem(404).ProducesProblem(412).ProducesProblem(413)
            .ProducesProblem(415).ProducesProblem(422).ProducesProblem(428);
        flows.MapDelete("/{id}", DeleteAsync).NeedsFlow(AccessLevel.Own).WithSummary("Puts a flow into the bin.").ProducesProblem(404);
        flows.MapPost("/{id}/restore", RestoreAsync).NeedsFlow(AccessLevel.Own).WithSummary("Takes a flow out of the bin.").ProducesProblem(404);
    }

    private static async Task<Ok<IReadOnlyList<FlowListItem>>> ListAsync(
        HttpContext context, PersonalStores stores, IEndpointStore endpoints, CancellationToken cancellationToken)
    {
        var flows = stores.Flows(context.Person());
        var slugs = (await endpoints.ListAsync(cancellationToken)).ToLookup(endpoint => endpoint.FlowId, endpoint => endpoint.Slug);
        return TypedResults.Ok<IReadOnlyList<FlowListItem>>(
            [.. (await flows.ListAsync(cancellationToken)).Select(flow => FlowListItem.Of(flow, slugs[flow.Id].FirstOrDefault()))]);
    }

    private static async Task<Ok<IReadOnlyList<FlowListItem>>> ListBinAsync(HttpContext context, PersonalStores stores, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<FlowListItem>>([.. (await stores.Flows(context.Person()).ListBinAsync(cancellationToken)).Select(flow => FlowListItem.Of(flow, null))]);

    private static async Task<Results<Created<FlowSaved>, ApiProblem>> CreateAsync(
        HttpContext context, PersonalStores stores, ResourceCheck resources, FlowFiles files, HostSettings settings, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(context, files, settings, cancellationToken);
        if (read.Flow is not { } flow) return ProblemOf.BadFlow(read.Diagnostics);
        resources.Require(context.Person(), flow);
        var stored = await stores.Flows(context.Person()).CreateAsync(flow, cancellationToken);
        return TypedResults.Created(ApiPaths.Flow(stored.Id), Saved(context, stored, read.Diagnostics));
    }

    private static async Task<Ok<FlowValidation>> ValidateAsync(
        HttpContext context, FlowFiles files, HostSettings settings, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(context, files, settings, cancellationToken);
        return TypedResults.Ok(new FlowValidation(
            read.Flow is not null,
            read.Diagnostics.All(problem => problem.Severity == DiagnosticSeverity.Warning),
            [.. read.Diagnostics.Select(ProblemItem.Of)]));
    }

    private static async Task<Results<FlowFileResult, ApiProblem>> FindAsync(
        string id, IFlowStore flows, FlowFormat format, CancellationToken cancellationToken) =>
        await flows.FindAsync(id, cancellationToken) is { } stored
            ? new FlowFileResult(format.Write(stored.Flow), stored)
            : ProblemOf.NoFlow(id);

    private static async Task<Results<Ok<FlowSaved>, ApiProblem>> SaveAsync(
        string id,
        HttpContext context,
        IFlowStore flows,
        ResourceCheck resources,
        EditSessions sessions,
        FlowFiles files,
        HostSettings settings,
        CancellationToken cancellationToken)
    {
        var expected = Revisions.Expected(context.Request);
        var read = await ReadAsync(context, files, settings, cancellationToken);
        if (read.Flow is not { } flow) return ProblemOf.BadFlow(read.Diagnostics);
        resources.Require(context.Person(), flow);
        expected ??= (await flows.FindAsync(id, cancellationToken))?.Revision;
        try
        {
            var stored = expected is { } revision ? await flows.SaveAsync(id, flow, revision, cancellationToken) : null;
            if (stored is null) return ProblemOf.NoFlow(id);
            await sessions.NoticeAsync(id, cancellationToken);
            return TypedResults.Ok(Saved(context, stored, read.Diagnostics));
        }
        catch (FlowConflictException conflict)
        {
            // Not left to the exception handler, which takes the ETag off its answers.
            return ProblemOf.Stale(conflict.CurrentRevision);
        }
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(
        string id, IFlowStore flows, EditSessions sessions, CancellationToken cancellationToken)
    {
        if (!await flows.DeleteAsync(id, cancellationToken)) return ProblemOf.NoFlow(id);
        await sessions.NoticeAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<FlowSaved>, ApiProblem>> RestoreAsync(
        string id, HttpContext context, IFlowStore flows, FlowValidator validator, CancellationToken cancellationToken)
    {
        if (!await flows.RestoreAsync(id, cancellationToken)) return ProblemOf.NoFlow(id);
        return await flows.FindAsync(id, cancellationToken) is { } stored
            ? TypedResults.Ok(Saved(context, stored, validator.Check(stored.Flow)))
            : ProblemOf.NoFlow(id);
    }

    private static async ValueTask<FlowReadResult> ReadAsync(
        HttpContext context, FlowFiles files, HostSettings settings, CancellationToken cancellationToken) =>
        files.Read(await RequestBody.ReadAsync(context.Request, settings.Requests.FlowBytes, cancellationToken));

    private static FlowSaved Saved(HttpContext context, StoredFlow stored, ImmutableArray<FlowDiagnostic> problems)
    {
        context.Response.Headers.ETag = Revisions.TagOf(stored.Revision);
        return new FlowSaved(stored.Id, stored.Revision, [.. problems.Select(ProblemItem.Of)]);
    }
}
