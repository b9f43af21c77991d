using System.Text;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Recordings;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Components.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace FlowBuilder.Web.Api.Flows;

/// <summary>The recording beside a flow: what models and tools answered in it.</summary>
internal static class FlowRecordingApi
{
    private const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Maps the calls.</summary>
    public static void MapFlowRecordingApi(this IEndpointRouteBuilder api)
    {
        var flows = api.MapGroup("/flows").WithTags("Flows");
        flows.MapGet("/{id}/recording", FindAsync).NeedsFlow(AccessLevel.View).WithSummary("Gives a flow's recording as the file that lies beside it.")
            .Produces(200, contentType: "application/json").ProducesProblem(404);
        flows.MapPut("/{id}/recording", SaveAsync).NeedsFlow(AccessLevel.Edit).WithSummary("Puts a recording beside a flow, in place of the one that it had.")
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes + 1L)).Accepts<object>("application/json").ProducesProblem(404).ProducesProblem(413).ProducesProblem(422);
        flows.MapDelete("/{id}/recording", DeleteAsync).NeedsFlow(AccessLevel.Edit).WithSummary("Deletes a flow's recording.").ProducesProblem(404);
    }

    /// <summary>The answer to a recording that cannot be read.</summary>
    public static ApiProblem Broken(RecordingException failure) => new(StatusCodes.Status422UnprocessableEntity, "recording.broken", LocalText.Of(
        $"{failure.Path}: {failure.Text.English}",
        $"{failure.Path}: {failure.Text.For(Languages.Korean)}"));

    private static async Task<Results<FileContentHttpResult, ApiProblem>> FindAsync(
        string id, HttpContext context, IFlowStore flows, IRecordingStore recordings, CancellationToken cancellationToken)
    {
        if (await flows.FindAsync(id, cancellationToken) is not { } stored) return ProblemOf.NoFlow(id);
        if (await recordings.FindAsync(id, cancellationToken) is not { } recording) return None;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(Encoding.UTF8.GetBytes(RecordingFormat.Write(recording)), "application/json; charset=utf-8", FileNames.Of(stored.Flow.Name, RecordingFormat.FileEnding));
    }

    private static async Task<Results<NoContent, ApiProblem>> SaveAsync(
        string id, HttpContext context, IFlowStore flows, IRecordingStore recordings, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(context.Request, MostBytes, cancellationToken);
        if (await flows.FindAsync(id, cancellationToken) is null) return ProblemOf.NoFlow(id);
        try
        {
            await recordings.SaveAsync(id, RecordingFormat.Read(Encoding.UTF8.GetString(body.Span)), cancellationToken);
            return TypedResults.NoContent();
        }
        catch (RecordingException failure)
        {
            return Broken(failure);
        }
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(string id, IRecordingStore recordings, CancellationToken cancellationToken) =>
        await recordings.DeleteAsync(id, cancellationToken) ? TypedResults.NoContent() : None;

    private static ApiProblem None => new(StatusCodes.Status404NotFound, "recording.not-found", LocalText.Of(
        "The flow has no recording. Run it with \"recording\": \"record\", or with a connection that records.",
        "이 플로우에는 기록이 없습니다. \"recording\": \"record\"로 실행하거나 기록하는 연결로 실행하세요."));
}
