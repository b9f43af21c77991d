using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Text;
using FlowBuilder.Core.Tools;
using FlowBuilder.Nodes.Tools.Mcp;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Hosting.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.ToolServers;

/// <summary>Servers of tools by the Model Context Protocol. Secrets go in and never come out; flows name a server and never describe one.</summary>
internal static class ToolServersApi
{
    /// <summary>Maps the calls on tool servers.</summary>
    public static void MapToolServersApi(this IEndpointRouteBuilder api)
    {
        var servers = api.MapGroup("/tool-servers").WithTags("Tool servers");
        servers.MapGet("", ListAsync).Needs(AccountRole.Editor).WithSummary("Lists tool servers, without the values of their secrets.");
        servers.MapPost("", CreateAsync).Needs(AccountRole.Administrator).WithSummary("Adds a tool server. A program of this machine only where the operator allows it.")
            .Accepts<ToolServerBody>("application/json").ProducesProblem(400).ProducesProblem(403).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        servers.MapGet("/{name}", FindAsync).Needs(AccountRole.Editor).WithSummary("Gives a tool server, without the values of its secrets.").ProducesProblem(404);
        servers.MapPut("/{name}", ReplaceAsync).Needs(AccountRole.Administrator).WithSummary("Replaces a tool server; a secret whose value is null stays.")
            .Accepts<ToolServerBody>("application/json").ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        servers.MapDelete("/{name}", DeleteAsync).Needs(AccountRole.Administrator).WithSummary("Removes a tool server and its secrets.").ProducesProblem(404);
        servers.MapPost("/{name}/test", TestAsync).Needs(AccountRole.Administrator).WithSummary("Reaches the server once and lists its tools.").ProducesProblem(404);
    }

    private static async Task<Ok<IReadOnlyList<ToolServerItem>>> ListAsync(IToolServerStore servers, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<ToolServerItem>>([.. (await servers.ListAsync(cancellationToken)).Select(ToolServerItem.Of)]);

    private static async Task<Results<Ok<ToolServerItem>, ApiProblem>> FindAsync(string name, IToolServerStore servers, CancellationToken cancellationToken) =>
        await servers.FindAsync(name, cancellationToken) is { } found ? TypedResults.Ok(ToolServerItem.Of(found)) : NotFound(name);

    private static async Task<Results<Created<ToolServerItem>, ApiProblem>> CreateAsync(
        HttpContext context, IToolServerStore servers, ToolCommandPolicy commands, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<ToolServerBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var server = body.ToServer(body.Name ?? "", stored: null);
        if (ProblemOrNull(server, commands) is { } problem) return problem;
        if (await servers.FindAsync(server.Name, cancellationToken) is not null) return Exists(server.Name);
        await servers.SaveAsync(server, cancellationToken);
        return TypedResults.Created(ApiPaths.ToolServer(server.Name), ToolServerItem.Of(ToolServerSecrets.Kept(server, null)));
    }

    private static async Task<Results<Ok<ToolServerItem>, ApiProblem>> ReplaceAsync(
        string name, HttpContext context, IToolServerStore servers, ToolServerSessions sessions, ToolCommandPolicy commands, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<ToolServerBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        if (await servers.FindAsync(name, cancellationToken) is not { } stored) return NotFound(name);
        var server = body.ToServer(name, stored);
        if (ProblemOrNull(server, commands) is { } problem) return problem;

        // A secret goes to the place it was given for, and to no other that somebody names later.
        if (ToolServerSecrets.WouldMove(server, stored)) return SecretsNeeded;
        await servers.SaveAsync(server, cancellationToken);
        await sessions.CloseAsync(name);
        return TypedResults.Ok(ToolServerItem.Of(ToolServerSecrets.Kept(server, stored)));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(
        string name, IToolServerStore servers, ToolServerSessions sessions, CancellationToken cancellationToken)
    {
        if (!await servers.DeleteAsync(name, cancellationToken)) return NotFound(name);
        await sessions.CloseAsync(name);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ToolServerTestItem>, ApiProblem>> TestAsync(
        string name, IToolServerStore servers, ToolServerSessions sessions, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await servers.FindAsync(name, cancellationToken) is not { } server) return NotFound(name);
        var start = time.GetTimestamp();
        var test = await sessions.TestAsync(server, cancellationToken);
        return TypedResults.Ok(ToolServerTestItem.Of(test, time.GetElapsedTime(start)));
    }

    private static ApiProblem? ProblemOrNull(ToolServer server, ToolCommandPolicy commands)
    {
        if (server.Kind == ToolServerKind.Command && !commands.IsAllowed) return new(StatusCodes.Status403Forbidden, "tool-server.command-not-allowed", ToolCommandPolicy.Refusal);
        var problems = ToolServerCheck.ProblemsOf(server).Select(problem => MemberProblem.Of("tool-server.invalid", problem.Member, problem.Text)).ToList();
        return problems.Count == 0 ? null : new(StatusCodes.Status422UnprocessableEntity, "tool-server.invalid", problems[0].Text) { Problems = [.. problems] };
    }

    private static ApiProblem NotFound(string name)
    {
        var shown = name.Length <= 64 ? name : name[..64];
        return new(StatusCodes.Status404NotFound, "tool-server.not-found", LocalText.Of($"There is no tool server \"{shown}\".", $"\"{shown}\" 도구 서버가 없습니다."));
    }

    private static ApiProblem Exists(string name) => new(StatusCodes.Status409Conflict, "tool-server.exists", LocalText.Of(
        $"There is a tool server \"{name}\" already. Replace it with PUT, or choose another name.",
        $"\"{name}\" 도구 서버가 이미 있습니다. PUT으로 바꾸거나 다른 이름을 쓰세요."));

    private static ApiProblem SecretsNeeded => new(StatusCodes.Status422UnprocessableEntity, "tool-server.secret-needed", LocalText.Of(
        "The server's address or program changes, so the stored secrets are not carried over. Send their values again.",
        "서버 주소나 프로그램이 바뀌므로 저장된 비밀 값을 그대로 쓰지 않습니다. 값을 다시 보내세요."));
}
