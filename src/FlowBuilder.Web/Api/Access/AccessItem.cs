using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Api.Access;

/// <summary>With whom something is shared.</summary>
/// <param name="Grants">Who may do what; administrators may everything besides.</param>
/// <param name="Limited">Of a connection: whether only those named may use it.</param>
internal sealed record AccessItem(IReadOnlyList<AccessItem.Given> Grants, bool? Limited)
{
    /// <summary>With whom a resource is shared, with the names that the accounts have now.</summary>
    public static AccessItem Of(Resource resource, AccessRules rules, AccountBook accounts)
    {
        var grants = rules.GrantsOf(resource);
        return new AccessItem(
            [.. grants.Where(grant => grant.AccountId != Grant.Nobody).Select(grant => new Given(grant.AccountId, accounts.NameOf(grant.AccountId), grant.Level))],
            resource.Kind == ResourceKind.Connection ? !grants.IsEmpty : null);
    }

    /// <summary>What one account is given.</summary>
    /// <param name="Account">The account's id; <c>*</c> for everyone.</param>
    /// <param name="Name">What it is called; absent for everyone.</param>
    /// <param name="Level">view, edit or own.</param>
    internal sealed record Given(string Account, string? Name, AccessLevel Level);
}
