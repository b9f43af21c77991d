using FlowBuilder.Core.Accounts;
using Microsoft.AspNetCore.Identity;

namespace FlowBuilder.Web.Accounts;

/// <summary>Lets ASP.NET Core Identity read and write accounts: names, password hashes and stamps.</summary>
/// <remarks>Wrong passwords are not counted through here but with <see cref="IAccountStore.CountFailureAsync"/>, so that attempts at the same moment all count.</remarks>
internal sealed class AccountUserStore(IAccountStore accounts) : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>
{
    // The stamps as stored, of the accounts that were read here.
    private readonly Dictionary<string, string> _stored = new(StringComparer.Ordinal);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken)
    {
        user.Name = userName ?? throw new ArgumentNullException(nameof(userName));
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken)
    {
        user.NormalizedName = normalizedName ?? throw new ArgumentNullException(nameof(normalizedName));
        return Task.CompletedTask;
    }

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken)
    {
        user.PasswordHash = passwordHash;
        return Task.CompletedTask;
    }

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken)
    {
        user.Stamp = stamp;
        return Task.CompletedTask;
    }

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken) =>
        await accounts.AddAsync(user, cancellationToken) ? Stored(user) : Failed(AccountUpdate.NameTaken);

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) =>
        await accounts.UpdateAsync(user, _stored.GetValueOrDefault(user.Id, user.Stamp), cancellationToken) is var update and not AccountUpdate.Stored ? Failed(update) : Stored(user);

    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        await accounts.DeleteAsync(user.Id, cancellationToken) is var update and not AccountUpdate.Stored ? Failed(update) : IdentityResult.Success;

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Read(await accounts.FindAsync(userId, cancellationToken));

    public async Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Read(await accounts.FindByNameAsync(normalizedUserName, cancellationToken));

    public void Dispose()
    {
        // Holds nothing: the framework asks for it.
    }

    private Account? Read(Account? account)
    {
        if (account is not null) _stored[account.Id] = account.Stamp;
        return account;
    }

    private IdentityResult Stored(Account account)
    {
        Read(account);
        return IdentityResult.Success;
    }

    private static IdentityResult Failed(AccountUpdate update) => IdentityResult.Failed(new IdentityError { Code = update.ToString(), Description = update.ToString() });
}
