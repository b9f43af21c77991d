using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Api.Accounts;

/// <summary>An account as administrators see it: nothing of its password, its sessions or its links.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that it signs in with.</param>
/// <param name="Role">viewer, editor or administrator.</param>
/// <param name="IsDisabled">Whether it was switched off.</param>
/// <param name="IsTakenUp">Whether it has a password, or signs in elsewhere.</param>
/// <param name="Provider">The provider that it signs in with; absent for a password.</param>
/// <param name="LockedUntil">Until when no password is taken, in UTC; absent where it is not locked.</param>
/// <param name="CreatedAt">When it was made, in UTC.</param>
/// <param name="LastSignInAt">When it last signed in, in UTC; absent for never.</param>
internal sealed record AccountItem(
    string Id,
    string Name,
    AccountRole Role,
    bool IsDisabled,
    bool IsTakenUp,
    string? Provider,
    DateTimeOffset? LockedUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt)
{
    public static AccountItem Of(Account account) => new(
        account.Id, account.Name, account.Role, account.IsDisabled, account.IsTakenUp, account.Provider, account.LockedUntil, account.CreatedAt, account.LastSignInAt);
}
