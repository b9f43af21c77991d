using System.Security.Cryptography;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Identity;

namespace FlowBuilder.Web.Accounts;

/// <summary>Makes the first account with a link that is good once, as long as the program runs and there is no account.</summary>
internal sealed class FirstAdministrator(
    IAccountStore accounts, IServiceScopeFactory scopes, AccountBook book, AuditTrail audit, TimeProvider time)
{
    private readonly string _token = AccountLink.NewToken();

    /// <summary>The path of the link; null once there is an account. Only for the console, and for whoever sits at this machine.</summary>
    public string? Path => book.IsSignInNeeded ? null : $"/set-up/{_token}";

    /// <summary>Whether the link with that token is good now.</summary>
    public bool IsGood(string token) =>
        !book.IsSignInNeeded && CryptographicOperations.FixedTimeEquals(AccountLink.HashOf(token), AccountLink.HashOf(_token));

    /// <summary>Makes the first administrator. From then on everybody signs in.</summary>
    /// <exception cref="ApiException">The link is not valid, there is an account, or the name or the password cannot be one.</exception>
    public Task<Account> CreateAsync(string token, string name, string password, string? address, CancellationToken cancellationToken)
    {
        if (book.IsSignInNeeded) throw new ApiException(AccountProblems.NotFirst);
        return IsGood(token) ? CreateAsync(name, password, address, cancellationToken) : throw new ApiException(AccountProblems.BadLink);
    }

    /// <summary>Makes the first administrator as the settings name it.</summary>
    /// <exception cref="ApiException">There is an account, or the name or the password cannot be one.</exception>
    public async Task<Account> CreateAsync(string name, string password, string? address, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        var account = AccountAdministration.New(name, AccountRole.Administrator, time.GetUtcNow());
        await PasswordRules.CheckAsync(users, account, password);
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        if (!await accounts.AddFirstAsync(account, cancellationToken)) throw new ApiException(AccountProblems.NotFirst);
        book.Changed(account);
        await audit.WriteOfAsync(account.Name, new Person(account.Id, account.Name, account.Role), address, "account.first-administrator");
        return account;
    }
}
