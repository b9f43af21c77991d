using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Accounts;

namespace FlowBuilder.Web.Api.Accounts;

/// <summary>Who has signed in.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">Its role: viewer, editor, administrator.</param>
internal sealed record SignedIn(string Id, string Name, string Role)
{
    public static SignedIn Of(Account account) => new(account.Id, account.Name, AccountAdministration.NameOf(account.Role));
}
