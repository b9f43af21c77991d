using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace FlowBuilder.Web.Accounts;

/// <summary>Signs people in and out.</summary>
internal sealed class SignIns(
    IAccountStore accounts, UserManager<Account> users, AccountBook book, EndedSessions ended, SignInLimits limits, AuditTrail audit, TimeProvider time)
{
    /// <summary>How many wrong passwords in a row lock an account: more than one address can try in a minute.</summary>
    public const int MostFailures = 30;

    /// <summary>How long an account is locked.</summary>
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    private static volatile string? _nobodysHash;

    /// <summary>Signs in with a password.</summary>
    /// <param name="context">The request whose answer takes the cookie.</param>
    /// <param name="name">The name that was typed.</param>
    /// <param name="password">The password that was typed.</param>
    /// <param name="isKept">Whether the browser keeps the session when it is closed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">They do not go together (401), or too many were tried (429).</exception>
    public async Task<Account> SignInAsync(HttpContext context, string name, string password, bool isKept, CancellationToken cancellationToken)
    {
        var normalized = AccountNames.Normalize(name);
        limits.Take(context.Connection.RemoteIpAddress, normalized);
        if (await CheckAsync(normalized, password, cancellationToken) is not { } account)
        {
            await audit.WriteOfAsync(name, person: null, AddressOf(context), "account.sign-in-failed");
            throw new ApiException(AccountProblems.Wrong);
        }

        await BeginAsync(context, account, isKept, cancellationToken);
        return account;
    }

    /// <summary>Begins a session of an account that has shown who it is.</summary>
    public async Task BeginAsync(HttpContext context, Account account, bool isKept, CancellationToken cancellationToken)
    {
        await accounts.SignedInAsync(account.Id, time.GetUtcNow(), cancellationToken);
        await context.SignInAsync(
            IdentityConstants.ApplicationScheme,
            AccountClaims.Of(account, IdentityConstants.ApplicationScheme),
            new AuthenticationProperties { IsPersistent = isKept });
        await audit.WriteOfAsync(account.Name, new Person(account.Id, account.Name, account.Role), AddressOf(context), "account.signed-in");
    }

    /// <summary>Ends the session of a browser, with all that is open under it once the request is answered.</summary>
    public async Task SignOutAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        if (AccountClaims.SessionOf(context.User) is { } session)
        {
            context.Response.OnCompleted(() =>
            {
                ended.Cut(session);
                return Task.CompletedTask;
            });
            await ended.AddAsync(session, cancellationToken);
        }

        if (context.PersonOrNull() is { AccountId: not null } person) await audit.WriteAsync("account.signed-out", person.AccountId, person.Name);
    }

    private async Task<Account?> CheckAsync(string normalizedName, string password, CancellationToken cancellationToken)
    {
        if (password.Length > PasswordRules.Longest) return null;
        var account = await users.FindByNameAsync(normalizedName);
        var now = time.GetUtcNow();
        if (account is not { PasswordHash: not null, IsDisabled: false } || account.LockedUntil > now)
        {
            // A name that is not known takes as long as one that is.
            _nobodysHash ??= users.PasswordHasher.HashPassword(Nobody(now), AccountLink.NewToken());
            users.PasswordHasher.VerifyHashedPassword(Nobody(now), _nobodysHash, password);
            return null;
        }

        if (await users.CheckPasswordAsync(account, password))
        {
            // The framework hashes anew, under a new stamp, what it hashed by older rules.
            book.Changed(account);
            return account;
        }

        if (await accounts.CountFailureAsync(account.Id, MostFailures, now + LockTime, cancellationToken))
            await audit.WriteOfAsync(account.Name, new Person(account.Id, account.Name, account.Role), address: null, "account.locked");
        return null;
    }

    private static Account Nobody(DateTimeOffset now) =>
        new() { Id = "", Name = "", NormalizedName = "", Role = AccountRole.Viewer, Stamp = "", CreatedAt = now };

    private static string? AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();
}
