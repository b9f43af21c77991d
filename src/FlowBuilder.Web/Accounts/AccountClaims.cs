using System.Security.Claims;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Core.Publishing;

namespace FlowBuilder.Web.Accounts;

/// <summary>Who a request says it is, as the framework's identity, and back.</summary>
internal sealed class AccountClaims(AccountBook accounts, EndedSessions ended)
{
    private const string Stamp = "stamp";
    private const string Session = "session";
    private const string Key = "key";
    private const string KeyName = "key-name";
    private const string AtThisMachine = "at-this-machine";

    /// <summary>A new session of an account.</summary>
    public static ClaimsPrincipal Of(Account account, string scheme) => Principal(scheme,
        new(ClaimTypes.NameIdentifier, account.Id), new(ClaimTypes.Name, account.Name), new(Stamp, account.Stamp), new(Session, Guid.NewGuid().ToString("N")));

    /// <summary>A caller that shows a key.</summary>
    public static ClaimsPrincipal Of(ApiKey key, string scheme) => key.AccountId is { } account
        ? Principal(scheme, new(Key, key.Id), new(KeyName, key.Name), new(ClaimTypes.NameIdentifier, account))
        : Principal(scheme, new(Key, key.Id), new(KeyName, key.Name));

    /// <summary>Whoever sits at this machine.</summary>
    public static ClaimsPrincipal Local(string scheme) => Principal(scheme, new Claim(AtThisMachine, ""));

    /// <summary>The account of a session or of a key; null for neither.</summary>
    public static string? AccountOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>The id of the session, or null where it is none.</summary>
    public static string? SessionOf(ClaimsPrincipal user) => user.FindFirstValue(Session);

    /// <summary>The id of the key that is shown, or null.</summary>
    public static string? KeyOf(ClaimsPrincipal user) => user.FindFirstValue(Key);

    /// <summary>The person with the rights of this moment; null where nobody is signed in, or no longer.</summary>
    public Person? PersonOf(ClaimsPrincipal user)
    {
        if (user.Identity?.IsAuthenticated != true) return null;
        if (user.HasClaim(claim => claim.Type == AtThisMachine)) return accounts.IsSignInNeeded ? null : Person.AtThisMachine;
        var account = AccountOf(user);
        if (user.HasClaim(claim => claim.Type == Key))
            return account is null ? Person.AtThisMachine with { Name = user.FindFirstValue(KeyName) ?? "" } : accounts.Find(account);
        return account is not null && IsCurrent(user) ? accounts.Find(account) : null;
    }

    /// <summary>Whether the session of an account is still good.</summary>
    public bool IsCurrent(ClaimsPrincipal user) =>
        AccountOf(user) is { } account && user.FindFirstValue(Stamp) is { } stamp && accounts.IsCurrent(account, stamp)
        && SessionOf(user) is { } session && !ended.Contains(session);

    private static ClaimsPrincipal Principal(string scheme, params Claim[] claims) => new(new ClaimsIdentity(claims, scheme));
}
