using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Keys;

/// <summary>Makes keys, for the API and for the page of keys.</summary>
internal sealed class KeyMaking(IApiKeyStore keys, TimeProvider time)
{
    /// <summary>Makes a key. Its secret is kept as a hash: this is the only time that it can be shown.</summary>
    /// <exception cref="ApiException">The key cannot be as it is asked for.</exception>
    public async Task<(ApiKey Key, string Secret)> MakeAsync(KeyBody body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (body.Check(now) is [var first, ..] problems)
            throw new ApiException(new ApiProblem(StatusCodes.Status422UnprocessableEntity, first.Code, first.Text) { Problems = problems });
        var (id, secret) = ApiKeySecret.New();
        var key = body.ToKey(id, now);
        await keys.AddAsync(key, secret, cancellationToken);
        return (key, secret);
    }
}
