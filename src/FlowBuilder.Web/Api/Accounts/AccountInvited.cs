namespace FlowBuilder.Web.Api.Accounts;

/// <summary>An account with the link by which its password is set: shown this once.</summary>
/// <param name="Account">The account.</param>
/// <param name="Link">The whole address of the link.</param>
/// <param name="ExpiresAt">Until when it is good, in UTC.</param>
internal sealed record AccountInvited(AccountItem Account, string Link, DateTimeOffset ExpiresAt);
