using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Access;

/// <summary>Shares things as callers of the API ask for it, and writes down that it was done.</summary>
internal sealed class Sharing(AccessRules rules, AccountBook book, IAccountStore accounts, AuditTrail audit)
{
    /// <summary>With whom something is shared.</summary>
    public AccessItem Of((Resource Resource, string Name) shared) => AccessItem.Of(shared.Resource, rules, book);

    /// <summary>Shares a resource as the body says, and no otherwise.</summary>
    /// <exception cref="ApiException">It cannot be shared so.</exception>
    public async Task ShareAsync(Resource resource, string name, AccessBody body, CancellationToken cancellationToken)
    {
        var grants = new List<Grant>();
        foreach (var given in body.Grants) grants.Add(new Grant(resource, await IdOfAsync(given.Account, cancellationToken), given.Level));
        if (grants.DistinctBy(grant => grant.AccountId).Count() != grants.Count || !grants.All(CanBe)) throw new ApiException(AccessProblems.BadGrants);
        if (resource.Kind == ResourceKind.Connection)
        {
            if (body.Limited == true) grants.Add(new Grant(resource, Grant.Nobody, AccessLevel.View));
            else if (grants.Count > 0) throw new ApiException(AccessProblems.BadGrants);
        }
        else if (body.Limited is not null)
        {
            throw new ApiException(AccessProblems.BadGrants);
        }

        await rules.ShareAsync(resource, grants, CancellationToken.None);
        await audit.WriteAsync($"{resource.Kind.ToString().ToLowerInvariant()}.shared", resource.Id, name, string.Join(", ", grants.Select(WordsOf)));
    }

    private async ValueTask<string> IdOfAsync(string account, CancellationToken cancellationToken)
    {
        if (account == Grant.Everyone || book.NameOf(account) is not null) return account;
        return (await accounts.FindByNameAsync(AccountNames.Normalize(account), cancellationToken))?.Id ?? throw new ApiException(AccessProblems.BadGrants);
    }

    private static bool CanBe(Grant grant) => grant.Level switch
    {
        AccessLevel.View => true,
        AccessLevel.Edit => grant.Resource.Kind != ResourceKind.Connection,
        AccessLevel.Own => grant.Resource.Kind != ResourceKind.Connection && grant.AccountId != Grant.Everyone,
        _ => false,
    };

    private string WordsOf(Grant grant) => $"{book.NameOf(grant.AccountId) ?? grant.AccountId}: {grant.Level.ToString().ToLowerInvariant()}";
}
