using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Core.Text;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Access;
using FlowBuilder.Web.Api.Keys;
using FlowBuilder.Web.Api.Problems;
using FlowBuilder.Web.Api.Publishing;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Publishing;

/// <summary>Lets callers of published flows in: by key or because the endpoint is public, within their limits, from sites that may.</summary>
/// <remarks>Every protocol that calls published flows comes through here, and goes on with <see cref="EndpointRuns"/>.</remarks>
internal sealed class EndpointDoor(IEndpointStore endpoints, ApiKeyGate gate, CallLimits limits, AccountBook accounts, AccessRules rules, AccessEnds ends)
{
    /// <summary>Lets a call in, and says to browsers which page may read the answer, also where it is a refusal.</summary>
    /// <param name="request">The request.</param>
    /// <param name="slug">The endpoint that is called.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">Why not: 401, 403, 404 or 429.</exception>
    public ValueTask<EndpointCall> EnterAsync(HttpRequest request, string slug, CancellationToken cancellationToken) =>
        EnterAsync(request, slug, hasBegun: false, cancellationToken);

    /// <summary>As <see cref="EnterAsync(HttpRequest, string, CancellationToken)"/>, also in the middle of an answer, which can tell browsers nothing any more.</summary>
    /// <exception cref="ApiException">Why not: 401, 403, 404 or 429.</exception>
    public async ValueTask<EndpointCall> EnterAsync(HttpRequest request, string slug, bool hasBegun, CancellationToken cancellationToken)
    {
        if (request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<OwnersEntrance>() is not null) return await EnterAsOwnerAsync(slug, cancellationToken);
        var key = await gate.FindAsync(request, cancellationToken);
        var endpoint = Endpoint.IsValidSlug(slug) ? await endpoints.FindAsync(slug, cancellationToken) : null;

        // Who shows no key learns nothing of endpoints that are not public, not even that they are there.
        if (key is null && endpoint is not { IsPublic: true }) throw new ApiException(ApiKeyGate.Missing);
        if (key?.MayCall(slug) == false)
            throw new ApiException(ApiKeyGate.NotAllowed(key, LocalText.Of($"call the endpoint \"{slug}\"", $"\"{slug}\" 엔드포인트를 호출할")));
        if (key is not null && endpoint is not null) EndWithRights(request.HttpContext, key, endpoint);
        if (key is not null && endpoint is not null && !MayCall(key, endpoint))
        {
            // A public endpoint answers whoever holds any key as it answers those who hold none; other endpoints are not there for them.
            key = null;
            if (!endpoint.IsPublic) endpoint = null;
        }

        if (endpoint is null) throw new ApiException(EndpointProblems.NotFound(slug));
        if (!CallerOrigin.IsAllowed(request, endpoint)) throw new ApiException(CallerOrigin.Refusal);
        if (!hasBegun) CallerOrigin.Allow(request, endpoint);
        if (!endpoint.IsEnabled) throw new ApiException(EndpointProblems.Off(slug));
        var call = new EndpointCall(endpoint, key, key is null ? AddressOf(request) : "");
        limits.Take(call);
        return call;
    }

    /// <summary>The endpoints that the caller's key may call, from the page that it calls from, and that are switched on, by slug.</summary>
    /// <exception cref="ApiException">There is no key, or it may call none: 401, 403 or 429.</exception>
    public async ValueTask<IReadOnlyList<Endpoint>> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(request, cancellationToken);
        limits.Take(key);
        return [.. (await endpoints.ListAsync(cancellationToken)).Where(endpoint =>
            endpoint.IsEnabled && key.MayCall(endpoint.Slug) && MayCall(key, endpoint) && CallerOrigin.IsAllowed(request, endpoint))];
    }

    /// <summary>The caller's key, which may call endpoints, whichever they are.</summary>
    /// <exception cref="ApiException">There is none that is known: 401; or it may call none: 403.</exception>
    public async ValueTask<ApiKey> KeyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var key = await gate.FindAsync(request, cancellationToken) ?? throw new ApiException(ApiKeyGate.Missing);
        EndWithAccount(request.HttpContext, key);
        return key.Allows(ApiKeyScope.Run) ? key : throw new ApiException(ApiKeyGate.NotAllowed(key, LocalText.Of("call endpoints", "엔드포인트를 호출할")));
    }

    // A key allows no more than the account that made it may at this moment; one from before there were accounts is the administrators'.
    private bool MayCall(ApiKey key, Endpoint endpoint)
    {
        var person = key.AccountId is { } account ? accounts.Find(account) : Person.AtThisMachine;
        return person is not null && person.Is(AccountRole.Editor) && rules.Allows(person, Resource.Flow(endpoint.FlowId), AccessLevel.View);
    }

    // Streams last; the rights that they were opened with may not. Asked for before the rights are looked at, so that no change falls in between.
    private void EndWithRights(HttpContext context, ApiKey key, Endpoint endpoint)
    {
        if (key.AccountId is null) return;
        EndWithAccount(context, key);
        context.Response.RegisterForDispose(ends.Watch(Resource.Flow(endpoint.FlowId), () => endpoint.IsPublic || MayCall(key, endpoint), context.Abort));
    }

    private void EndWithAccount(HttpContext context, ApiKey key)
    {
        if (key.AccountId is not { } account) return;
        context.Response.RegisterForDispose(accounts.EndOf(account).Register(context.Abort));
        if (accounts.Find(account) is null) throw new ApiException(ApiKeyGate.Missing);
    }

    // Whoever works at the program may run its flows as it is; other sites' pages and ports for callers never get this far.
    private async ValueTask<EndpointCall> EnterAsOwnerAsync(string slug, CancellationToken cancellationToken)
    {
        var endpoint = await endpoints.FindAsync(slug, cancellationToken) ?? throw new ApiException(EndpointProblems.NotFound(slug));
        return endpoint.IsEnabled ? new EndpointCall(endpoint, null, "") : throw new ApiException(EndpointProblems.Off(slug));
    }

    private static string AddressOf(HttpRequest request) => request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
}
