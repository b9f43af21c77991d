using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Api;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Publishing;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace FlowBuilder.Web.Mcp;

/// <summary>The MCP server: published flows as tools for models, over streamable HTTP, for whoever holds a key.</summary>
/// <remarks>
/// Model Context Protocol. Revisions up to 2025-11-25 begin with <c>initialize</c> and get a session; from 2026-07-28 on each
/// request stands for itself and leaves nothing behind. Foreign pages are kept out by the check of origins that all requests pass.
/// </remarks>
internal static class McpApi
{
    private const string SessionHeader = "Mcp-Session-Id";

    private static readonly JsonTypeInfo<JsonRpcMessage> MessageType =
        (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));

    /// <summary>Adds what the server needs.</summary>
    public static void AddMcp(this IServiceCollection services)
    {
        services.AddSingleton<FlowTools>();
        services.AddSingleton<SampleResources>();
        services.AddSingleton<McpServers>();
        services.AddSingleton<McpSessions>();
    }

    /// <summary>Maps the server's one address.</summary>
    public static void MapMcp(this IEndpointRouteBuilder routes)
    {
        var mcp = routes.MapGroup(ApiPaths.Mcp).AllowAnonymous().HasOwnDoor().ExcludeFromDescription();
        mcp.MapPost("", TakeAsync);
        mcp.MapGet("", ListenAsync);
        mcp.MapDelete("", EndAsync);
    }

    private static async Task TakeAsync(
        HttpContext context, EndpointDoor door, McpServers servers, McpSessions sessions, HostSettings settings, CancellationToken cancellationToken)
    {
        var key = await door.KeyAsync(context.Request, cancellationToken);
        var message = Read(await RequestBody.ReadAsync(context.Request, settings.Requests.RunBytes, cancellationToken));
        message.Context = new JsonRpcMessageContext { Items = new Dictionary<string, object?> { [FlowTools.HttpItem] = context } };
        if (context.Request.Headers[SessionHeader].ToString() is { Length: > 0 } id)
        {
            await AnswerAsync(context, message, sessions.Find(id, key.Id) ?? throw new ApiException(NoSession), cancellationToken);
        }
        else if (message is JsonRpcRequest { Method: RequestMethods.Initialize })
        {
            var session = sessions.Open(key.Id);
            context.Response.Headers[SessionHeader] = session.Id;
            await AnswerAsync(context, message, session, cancellationToken);
        }
        else
        {
            await using var once = servers.OpenOnce(cancellationToken);
            await AnswerAsync(context, message, once, cancellationToken);
        }
    }

    private static async Task AnswerAsync(HttpContext context, JsonRpcMessage message, McpSession session, CancellationToken cancellationToken)
    {
        using var use = session.TryUse() ?? throw new ApiException(NoSession);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache,no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        if (await session.Transport.HandlePostRequestAsync(message, response.Body, cancellationToken) || response.HasStarted) return;
        response.ContentType = null;
        response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static async Task ListenAsync(HttpContext context, EndpointDoor door, McpSessions sessions, CancellationToken cancellationToken)
    {
        var key = await door.KeyAsync(context.Request, cancellationToken);
        var session = sessions.Find(context.Request.Headers[SessionHeader].ToString(), key.Id) ?? throw new ApiException(NoSession);
        using var use = session.TryUse() ?? throw new ApiException(NoSession);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache,no-store";
        await context.Response.Body.FlushAsync(cancellationToken);
        await session.Transport.HandleGetRequestAsync(context.Response.Body, cancellationToken);
    }

    private static async Task<IResult> EndAsync(HttpContext context, EndpointDoor door, McpSessions sessions, CancellationToken cancellationToken)
    {
        var key = await door.KeyAsync(context.Request, cancellationToken);
        return await sessions.EndAsync(context.Request.Headers[SessionHeader].ToString(), key.Id) ? TypedResults.NoContent() : NoSession;
    }

    private static JsonRpcMessage Read(ReadOnlyMemory<byte> body)
    {
        RequestJson.RequireWellFormed(body);
        try
        {
            var message = JsonSerializer.Deserialize(body.Span, MessageType) ?? throw new ApiException(NoMessage);

            // The transport reads these where nobody can answer for what is wrong with them.
            if (message is JsonRpcRequest { Method: RequestMethods.Initialize } first) _ = first.Params.Deserialize<InitializeRequestParams>(McpJsonUtilities.DefaultOptions) ?? throw new ApiException(NoMessage);
            return message;
        }

        // The protocol's own converters read values of the wrong kind without asking first.
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            throw new ApiException(NoMessage);
        }
    }

    private static ApiProblem NoMessage => new(StatusCodes.Status400BadRequest, "mcp.malformed", LocalText.Of(
        "The body is not a JSON-RPC 2.0 message of the Model Context Protocol. Batches are not taken.",
        "본문이 Model Context Protocol의 JSON-RPC 2.0 메시지가 아닙니다. 여러 메시지를 묶어 보낼 수 없습니다."));

    private static ApiProblem NoSession => new(StatusCodes.Status404NotFound, "mcp.no-session", LocalText.Of(
        "This MCP session is not there, or has ended. Begin a new one with initialize.",
        "MCP 세션이 없거나 이미 끝났습니다. initialize로 새로 시작하세요."));
}
