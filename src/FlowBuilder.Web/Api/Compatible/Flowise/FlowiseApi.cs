using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Values;
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
            .DisableAntiforgery()
            .Accepts<FlowiseRequest>("application/json", "multipart/form-data");
        api.MapPreflight("/prediction/{slug}");
        api.MapGet("/chatflows-streaming/{slug}", SayItStreamsAsync).WithSummary("Says that an answer can come piece by piece, as Flowise's client asks.");
        api.MapPreflight("/chatflows-streaming/{slug}");
    }

    // Its client asks before it calls. Every flow can answer piece by piece, so this tells nobody what there is.
    private static async Task<IResult> SayItStreamsAsync(string slug, HttpContext context, IEndpointStore endpoints, CancellationToken cancellationToken)
    {
        if (await endpoints.FindAsync(slug, cancellationToken) is { } endpoint) CallerOrigin.Allow(context.Request, endpoint);
        return TypedResults.Ok(new { isStreaming = true });
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
        var (body, sent) = CallForm.IsForm(context.Request)
            ? await FlowiseForm.ReadAsync(context.Request, settings, cancellationToken)
            : (await RequestJson.ReadAsync<FlowiseRequest>(context.Request, settings.Requests.RunBytes, cancellationToken), []);
        if (body.HumanInput is { ValueKind: not JsonValueKind.Null }) throw FlowiseProblems.Unsupported("humanInput");
        if (body.StopNodeId is { Length: > 0 }) throw FlowiseProblems.Unsupported("stopNodeId");
        var overrides = Overrides.Of(body.OverrideConfig, call.Endpoint);
        var named = FirstOf(overrides.Session, body.SessionId, body.ChatId);
        var chatId = FirstOf(body.ChatId, named) ?? Guid.CreateVersion7().ToString();
        var session = named ?? chatId;
        var version = await runs.VersionAsync(call, session, cancellationToken);
        var history = body.History is { } said ? [.. said.Select(message => message?.ToMessage()).OfType<Message>()]
            : named is null ? []
            : await calls.RecallAsync(call, version, named, cancellationToken);
        var ask = new EndpointAsk
        {
            Inputs = overrides.Inputs.SetItems(body.Form ?? []),
            Message = body.Question is { Length: > 0 } || body.Form is null && overrides.Inputs.IsEmpty ? new AskedMessage(body.Question ?? "") { History = history } : null,
            Session = session,
            Settings = overrides.Settings,
            IdempotencyKey = RunWish.Of(context.Request).Key,
        };
        var uploads = (body.Uploads ?? []).Select((upload, i) => upload?.ToFile() ?? throw FlowiseProblems.BadUpload(i)).ToList();
        var run = await calls.StartAsync(call, version, ask, [.. sent, .. uploads], [], cancellationToken);

        // What a public flow looks things up in is nobody's affair.
        var answer = new FlowiseAnswer(body.Question ?? "", session, chatId, showsSources: call.Key is not null);
        if (body.IsStream) return run.Stream(new FlowiseEvents(run.Run, answer));
        return TypedResults.Json(answer.Of(await run.EndAsync(context.Response, cancellationToken)), CompatibleJson.Options);
    }

    private static string? FirstOf(params ImmutableArray<string?> names) => names.FirstOrDefault(name => !string.IsNullOrEmpty(name));
}
