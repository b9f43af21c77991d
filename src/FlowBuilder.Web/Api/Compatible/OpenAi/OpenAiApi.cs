using System.Text.Json;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Api.Runs;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Api.Compatible.OpenAi;

/// <summary>Published flows as models of OpenAI's protocol: whatever talks to OpenAI talks to them by another address.</summary>
internal static class OpenAiApi
{
    private const string SessionHeader = "x-session-id";

    /// <summary>Maps the calls.</summary>
    public static void MapOpenAiApi(this IEndpointRouteBuilder routes)
    {
        // The protocol has a description of its own, which is not this program's to give.
        var api = routes.MapGroup("/v1").WithMetadata(new OpenAiErrors()).ExcludeFromDescription();
        api.AddEndpointFilter(AllowPagesAsync);
        api.MapPost("/chat/completions", CompleteAsync);
        api.MapGet("/models", ListAsync);
        api.MapGet("/models/{model}", FindAsync);
        api.MapMethods("/{**rest}", [HttpMethods.Options], async (HttpContext context, IEndpointStore endpoints, CancellationToken cancellationToken) =>
            CallerOrigin.Preflight(context.Request, await endpoints.ListAsync(cancellationToken)));
        api.Map("/{**rest}", (RequestDelegate)(context => throw OpenAiProblems.UnknownAddress(context.Request)));
    }

    private static async Task<IResult> CompleteAsync(
        HttpContext context,
        ApiKeyGate gate,
        EndpointDoor door,
        EndpointRuns runs,
        CompatibleCalls calls,
        HostSettings settings,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        // Which endpoint is called stands in the body; who has no key is told so before megabytes of it are read.
        if (await gate.FindAsync(context.Request, cancellationToken) is null) throw new ApiException(ApiKeyGate.Missing);
        var body = await RequestJson.ReadAsync<ChatRequest>(context.Request, settings.Requests.RunBytes, cancellationToken);
        var model = body.Model is { Length: > 0 } given ? given : throw OpenAiProblems.Missing("model");
        var call = await door.EnterAsync(context.Request, model, cancellationToken);
        var conversation = Conversation.Of(body.Messages ?? throw OpenAiProblems.Missing("messages"));
        UnsupportedWishes.Refuse(body);
        var ask = new EndpointAsk
        {
            Message = new AskedMessage(conversation.Text) { History = conversation.History },
            Session = SessionOf(context.Request, body),
            User = body.User,
            IdempotencyKey = RunWish.Of(context.Request).Key,
        };
        var version = await runs.VersionAsync(call, ask.Session, cancellationToken);
        var run = await calls.StartAsync(call, version, ask, conversation.Files, conversation.EarlierFiles, cancellationToken);
        context.Response.Headers["x-request-id"] = run.Run.Id;
        if (body.Stream == true) return run.Stream(new ChatChunks(run.Run, model, time.GetUtcNow(), body.StreamOptions?.IncludeUsage == true));
        var ended = await run.EndAsync(context.Response, cancellationToken);
        return TypedResults.Json(ChatCompletion.Of(ended, model), CompatibleJson.Options);
    }

    // Which endpoint is called is known late: what goes wrong before is told to pages of every site that some public endpoint names.
    private static async ValueTask<object?> AllowPagesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (http, request) = (context.HttpContext, context.HttpContext.Request);
        if (request.Headers.Origin.Count > 0 && !HttpMethods.IsOptions(request.Method))
        {
            var endpoints = await http.RequestServices.GetRequiredService<IEndpointStore>().ListAsync(http.RequestAborted);
            CallerOrigin.Allow(request, [.. endpoints.Where(endpoint => endpoint.IsEnabled)]);
        }

        return await next(context);
    }

    private static async Task<IResult> ListAsync(HttpContext context, EndpointDoor door, IEndpointStore endpoints, CancellationToken cancellationToken)
    {
        var models = new List<object>();
        foreach (var endpoint in await door.ListAsync(context.Request, cancellationToken)) models.Add(await ModelOfAsync(endpoint, endpoints, cancellationToken));
        return TypedResults.Json(new { @object = "list", data = models }, CompatibleJson.Options);
    }

    private static async Task<IResult> FindAsync(
        string model, HttpContext context, ApiKeyGate gate, EndpointDoor door, IEndpointStore endpoints, CancellationToken cancellationToken)
    {
        if (await gate.FindAsync(context.Request, cancellationToken) is null) throw new ApiException(ApiKeyGate.Missing);
        var call = await door.EnterAsync(context.Request, model, cancellationToken);
        return TypedResults.Json(await ModelOfAsync(call.Endpoint, endpoints, cancellationToken), CompatibleJson.Options);
    }

    // A model is as new as the newest version that answers.
    private static async ValueTask<object> ModelOfAsync(Endpoint endpoint, IEndpointStore endpoints, CancellationToken cancellationToken)
    {
        var newest = endpoint.Traffic.Shares.Keys.Max();
        var version = (await endpoints.ListVersionsAsync(endpoint.FlowId, cancellationToken)).FirstOrDefault(version => version.Number == newest);
        return new { id = endpoint.Slug, @object = "model", created = version?.PublishedAt.ToUnixTimeSeconds() ?? 0, owned_by = "flowbuilder" };
    }

    private static string? SessionOf(HttpRequest request, ChatRequest body)
    {
        if (request.Headers[SessionHeader].ToString().Trim() is { Length: > 0 } header) return header;
        return body.Metadata is { ValueKind: JsonValueKind.Object } metadata
            && metadata.TryGetProperty("session_id", out var session)
            && session is { ValueKind: JsonValueKind.String } && session.GetString() is { Length: > 0 } id
            ? id
            : null;
    }
}
