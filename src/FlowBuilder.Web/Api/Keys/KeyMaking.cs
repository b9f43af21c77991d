using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Keys;

/// <summary>Makes keys, for the API and for the page of keys.</summary>
internal sealed class KeyMaking(IApiKeyStore keys, TimeProvider time)
{
    /// <summary>Makes a key of a person: it never allows more than the person may at that moment. Its secret is kept as a hash: this is the only time that it can be shown.</summary>
    /// <exception cref="ApiException">The key cannot be as it is asked for, or not for the person.</exception>
    public async Task<(ApiKey Key, string Secret)> MakeAsync(Person person, KeyBody body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (body.Check(now) is [var first, ..] problems)
            throw new ApiException(new ApiProblem(StatusCodes.Status422UnprocessableEntity, first.Code, first.Text) { Problems = problems });
        var (id, secret) = ApiKeySecret.New();
        var key = body.ToKey(id, now) with { AccountId = person.AccountId };
        if (!person.Is(AccountRole.Editor) && key.Scopes != ApiKeyScope.Read) throw new ApiException(AccessProblems.RoleNeeded(AccountRole.Editor));
        await keys.AddAsync(key, secret, cancellationToken);
        return (key, secret);
    }
}
