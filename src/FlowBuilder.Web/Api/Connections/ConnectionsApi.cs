using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Tables;
using FlowBuilder.Core.Text;
using FlowBuilder.Providers;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Connections;

/// <summary>Connections to model providers and databases. Keys and passwords go in and never come out.</summary>
internal static class ConnectionsApi
{
    /// <summary>Maps the calls on connections.</summary>
    public static void MapConnectionsApi(this IEndpointRouteBuilder api)
    {
        var connections = api.MapGroup("/connections").WithTags("Connections");
        connections.MapGet("", ListAsync).Needs(AccountRole.Editor).WithSummary("Lists connections, without their keys.");
        connections.MapPost("", CreateAsync).Needs(AccountRole.Administrator).WithSummary("Adds a connection.")
            .Accepts<ConnectionBody>("application/json").ProducesProblem(400).ProducesProblem(409).ProducesProblem(415).ProducesProblem(422);
        connections.MapGet("/{name}", FindAsync).NeedsConnection(AccessLevel.View).WithSummary("Gives a connection, without its key.").ProducesProblem(404);
        connections.MapPut("/{name}", ReplaceAsync).Needs(AccountRole.Administrator).WithSummary("Replaces a connection; a key that is left out stays.")
            .Accepts<ConnectionBody>("application/json").ProducesProblem(400).ProducesProblem(404).ProducesProblem(415).ProducesProblem(422);
        connections.MapDelete("/{name}", DeleteAsync).Needs(AccountRole.Administrator).WithSummary("Removes a connection and its key.").ProducesProblem(404);
        connections.MapPost("/{name}/test", TestAsync).Needs(AccountRole.Administrator).WithSummary("Asks the provider for its models or a page, the database for its tables, the mail server for a sign-in, and says what it answered.").ProducesProblem(404);
    }

    private static async Task<Ok<IReadOnlyList<ConnectionItem>>> ListAsync(
        HttpContext context, IConnectionStore connections, AccessRules rules, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<ConnectionItem>>([.. (await connections.ListAsync(cancellationToken))
            .Where(connection => rules.Allows(context.Person(), Resource.Connection(connection.Name), AccessLevel.View))
            .Select(ConnectionItem.Of)]);

    private static async Task<Results<Ok<ConnectionItem>, ApiProblem>> FindAsync(
        string name, IConnectionStore connections, CancellationToken cancellationToken) =>
        await connections.FindAsync(name, cancellationToken) is { } found
            ? TypedResults.Ok(ConnectionItem.Of(found))
            : ProblemOf.NoConnection(name);

    private static async Task<Results<Created<ConnectionItem>, ApiProblem>> CreateAsync(
        HttpContext context, IConnectionStore connections, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<ConnectionBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        if (body.Check(body.Name) is { IsEmpty: false } problems) return Invalid(problems);
        var connection = body.ToConnection(body.Name!, stored: null);
        if (await connections.FindAsync(connection.Name, cancellationToken) is not null) return Exists(connection.Name);
        await connections.SaveAsync(connection, cancellationToken);
        return TypedResults.Created(ApiPaths.Connection(connection.Name), ConnectionItem.Of(connection));
    }

    private static async Task<Results<Ok<ConnectionItem>, ApiProblem>> ReplaceAsync(
        string name, HttpContext context, IConnectionStore connections, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<ConnectionBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        if (body.Check(name) is { IsEmpty: false } problems) return Invalid(problems);
        if (await connections.FindAsync(name, cancellationToken) is not { } stored) return ProblemOf.NoConnection(name);
        var connection = body.ToConnection(name, stored);

        // A key goes to the host it was given for, and to no other that somebody names later.
        if (connection.ApiKey is null && stored.ApiKey is not null && !IsSameHost(connection, stored)) return KeyNeeded;
        await connections.SaveAsync(connection, cancellationToken);
        return TypedResults.Ok(ConnectionItem.Of(connection with { ApiKey = connection.ApiKey ?? stored.ApiKey }));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(
        string name, IConnectionStore connections, CancellationToken cancellationToken) =>
        await connections.DeleteAsync(name, cancellationToken) ? TypedResults.NoContent() : ProblemOf.NoConnection(name);

    private static async Task<Results<Ok<ConnectionTest>, ApiProblem>> TestAsync(
        string name, IConnectionStore connections, ChatModels models, ITableSources tables, ServiceTests services, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(name, cancellationToken) is not { } connection) return ProblemOf.NoConnection(name);
        var start = time.GetTimestamp();
        try
        {
            if (connection.Kind.IsDatabase)
            {
                var found = await tables.ListTablesAsync(connection, cancellationToken);
                return TypedResults.Ok(new ConnectionTest(true, null, time.GetElapsedTime(start).TotalMilliseconds, null, null) { Tables = found });
            }

            if (!connection.Kind.IsModels)
            {
                await services.TestAsync(connection, cancellationToken);
                return TypedResults.Ok(new ConnectionTest(true, null, time.GetElapsedTime(start).TotalMilliseconds, null, null));
            }

            var offered = await models.AskForModelsAsync(connection, cancellationToken);
            return TypedResults.Ok(new ConnectionTest(true, offered, time.GetElapsedTime(start).TotalMilliseconds, null, null));
        }
        catch (NodeException fault)
        {
            return TypedResults.Ok(new ConnectionTest(false, null, time.GetElapsedTime(start).TotalMilliseconds, fault.Code, fault.Text.ToString()));
        }
    }

    private static bool IsSameHost(Connection one, Connection other) =>
        one.Kind == other.Kind && one.BaseUrl?.GetLeftPart(UriPartial.Authority) == other.BaseUrl?.GetLeftPart(UriPartial.Authority);

    private static ApiProblem Invalid(ImmutableArray<FlowDiagnostic> problems) =>
        new(StatusCodes.Status422UnprocessableEntity, "connection.invalid", problems[0].Text) { Problems = problems };

    private static ApiProblem Exists(string name) => new(StatusCodes.Status409Conflict, "connection.exists", LocalText.Of(
        $"There is a connection \"{name}\" already. Replace it with PUT, or choose another name.",
        $"\"{name}\" 연결이 이미 있습니다. PUT으로 바꾸거나 다른 이름을 쓰세요."));

    private static ApiProblem KeyNeeded => new(StatusCodes.Status422UnprocessableEntity, "connection.key-needed", LocalText.Of(
        "The provider's address changes, so the stored key is not carried over. Send the key again.",
        "공급자 주소가 바뀌므로 저장된 키를 그대로 쓰지 않습니다. 키를 다시 보내세요."));
}
