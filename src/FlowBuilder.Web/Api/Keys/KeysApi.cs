using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Requests;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FlowBuilder.Web.Api.Keys;

/// <summary>API keys. A secret goes out once, when it is made.</summary>
internal static class KeysApi
{
    /// <summary>Maps the calls on keys.</summary>
    public static void MapKeysApi(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("Keys");
        keys.MapGet("", ListAsync).Needs(AccountRole.Viewer).WithSummary("Lists keys, without their secrets.");
        keys.MapPost("", CreateAsync).Needs(AccountRole.Viewer).WithSummary("Makes a key; its secret is in this answer and nowhere else.")
            .Accepts<KeyBody>("application/json").ProducesProblem(400).ProducesProblem(415).ProducesProblem(422);
        keys.MapDelete("/{id}", DeleteAsync).Needs(AccountRole.Viewer).WithSummary("Removes a key; it is refused from then on.").ProducesProblem(404);
    }

    private static async Task<Ok<IReadOnlyList<KeyItem>>> ListAsync(HttpContext context, IApiKeyStore keys, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<KeyItem>>([.. (await keys.ListAsync(cancellationToken)).Where(key => IsOf(key, context.Person())).Select(KeyItem.Of)]);

    private static async Task<Created<KeyCreated>> CreateAsync(
        HttpContext context, KeyMaking making, HostSettings settings, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<KeyBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var (key, secret) = await making.MakeAsync(context.Person(), body, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"{ApiPaths.Root}/keys/{key.Id}", new KeyCreated(key.Id, key.Name, secret));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(string id, HttpContext context, IApiKeyStore keys, CancellationToken cancellationToken) =>
        (await keys.ListAsync(cancellationToken)).Any(key => key.Id == id && IsOf(key, context.Person())) && await keys.DeleteAsync(id, cancellationToken)
            ? TypedResults.NoContent()
            : new ApiProblem(StatusCodes.Status404NotFound, "key.not-found", LocalText.Of("There is no key of that id.", "해당 ID의 키가 없습니다."));

    private static bool IsOf(ApiKey key, Person person) => person.Is(AccountRole.Administrator) || key.AccountId is { } account && account == person.AccountId;
}
