using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Web.Api.Publishing;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing;

namespace FlowBuilder.Web.Api.Compatible.Flowise;

/// <summary>Published flows as Flowise answers with its own.</summary>
internal static class FlowiseApi
{
    /// <summary>Maps the calls.</summary>
    public static void MapFlowiseApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiPaths.Root).WithTags("Flowise-compatible").WithMetadata(new FlowiseErrors());
        api.MapPost("/prediction/{slug}", PredictAsync).WithSummary("Runs a published flow, in Flowise's protocol.")
            .Accepts<FlowiseRequest>("application/json");
        api.MapMethods("/prediction/{slug}", [HttpMethods.Options], EndpointCallsApi.PreflightAsync).ExcludeFromDescription();

        // Its client asks before it calls. Every flow can answer piece by piece, so this tells nobody what there is.
        api.MapGet("/chatflows-streaming/{slug}", static (string slug) => TypedResults.Ok(new { isStreaming = true }))
            .WithSummary("Says that an answer can come piece by piece, as Flowise's client asks.");
    }

    private static async Task<IResult> PredictAsync(
        string slug,
        HttpContext context,
        EndpointDoor door,
        EndpointRuns runs,
        CompatibleCalls calls,
        HostSettings settings,
        CancellationToken cancellationToken)
    {
        var call = await door.EnterAsync(context.Request, slug, cancellationToken);
        var body = await RequestJson.ReadAsync<FlowiseRequest>(context.Request, settings.Requests.RunBytes, cancellationToken);
        if (body.HumanInput is { ValueKind: not JsonValueKind.Null }) throw FlowiseProblems.Unsupported("humanInput");
        if (body.StopNodeId is { Length: > 0 }) throw FlowiseProblems.Unsupported("stopNodeId");
        var overrides = Overrides.Of(body.OverrideConfig, call.Endpoint);
        var chatId = FirstOf(body.ChatId, overrides.Session, body.SessionId) ?? Guid.CreateVersion7().ToString();
        var session = FirstOf(overrides.Session, body.SessionId) ?? chatId;
        var ask = new EndpointAsk
        {
            Inputs = overrides.Inputs.SetItems(body.Form ?? []),
            Message = body.Question is { Length: > 0 } || body.Form is null
                ? new AskedMessage(body.Question ?? "") { History = [.. (body.History ?? []).Select(message => message?.ToMessage()).OfType<Core.Values.Message>()] }
                : null,
            Session = session,
            Settings = overrides.Settings,
            IdempotencyKey = RunWish.Of(context.Request).Key,
        };
        var version = await runs.VersionAsync(call, session, cancellationToken);
        var files = (body.Uploads ?? []).Select((upload, i) => upload?.ToFile() ?? throw FlowiseProblems.BadUpload(i)).ToList();
        var run = await calls.StartAsync(call, version, ask, files, [], cancellationToken);

        // What a public flow looks things up in is nobody's affair.
        var answer = new FlowiseAnswer(body.Question ?? "", session, chatId, showsSources: call.Key is not null);
        if (body.IsStream) return run.Stream(new FlowiseEvents(run.Run, answer));
        return TypedResults.Json(answer.Of(await run.EndAsync(context.Response, cancellationToken)), CompatibleJson.Options);
    }

    private static string? FirstOf(params ImmutableArray<string?> names) => names.FirstOrDefault(name => !string.IsNullOrEmpty(name));
}
