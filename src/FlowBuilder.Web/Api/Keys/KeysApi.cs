using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Text;
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
        keys.MapGet("", ListAsync).WithSummary("Lists keys, without their secrets.");
        keys.MapPost("", CreateAsync).WithSummary("Makes a key; its secret is in this answer and nowhere else.")
            .Accepts<KeyBody>("application/json").ProducesProblem(400).ProducesProblem(415).ProducesProblem(422);
        keys.MapDelete("/{id}", DeleteAsync).WithSummary("Removes a key; it is refused from then on.").ProducesProblem(404);
    }

    private static async Task<Ok<IReadOnlyList<KeyItem>>> ListAsync(IApiKeyStore keys, CancellationToken cancellationToken) =>
        TypedResults.Ok<IReadOnlyList<KeyItem>>([.. (await keys.ListAsync(cancellationToken)).Select(KeyItem.Of)]);

    private static async Task<Results<Created<KeyCreated>, ApiProblem>> CreateAsync(
        HttpContext context, IApiKeyStore keys, HostSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await RequestJson.ReadAsync<KeyBody>(context.Request, settings.Requests.OtherBytes, cancellationToken);
        var now = time.GetUtcNow();
        if (body.Check(now) is { IsEmpty: false } problems) return Invalid(problems);
        var (id, secret) = ApiKeySecret.New();
        var key = body.ToKey(id, now);
        await keys.AddAsync(key, secret, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"{ApiPaths.Root}/keys/{id}", new KeyCreated(id, key.Name, secret));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(string id, IApiKeyStore keys, CancellationToken cancellationToken) =>
        await keys.DeleteAsync(id, cancellationToken)
            ? TypedResults.NoContent()
            : new ApiProblem(StatusCodes.Status404NotFound, "key.not-found", LocalText.Of("There is no key of that id.", "해당 ID의 키가 없습니다."));

    private static ApiProblem Invalid(ImmutableArray<FlowDiagnostic> problems) =>
        new(StatusCodes.Status422UnprocessableEntity, "key.invalid", problems[0].Text) { Problems = problems };
}
