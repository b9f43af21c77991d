using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Problems;
using Microsoft.AspNetCore.Identity;

namespace FlowBuilder.Web.Accounts;

/// <summary>Makes and changes accounts, for the API and for the pages. Whether whoever asks may do that, they check.</summary>
internal sealed class AccountAdministration(
    IAccountStore accounts, UserManager<Account> users, AccountBook book, AccessRules rules, AuditTrail audit, TimeProvider time)
{
    /// <summary>Every account, by name.</summary>
    public ValueTask<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken) => accounts.ListAsync(cancellationToken);

    /// <summary>The account of that id.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public async Task<Account> FindAsync(string id, CancellationToken cancellationToken) =>
        await accounts.FindAsync(id, cancellationToken) ?? throw new ApiException(AccountProblems.NotFound);

    /// <summary>Makes an account that is taken up with a link.</summary>
    /// <exception cref="ApiException">The name cannot be one, or is taken.</exception>
    public async Task<(Account Account, AccountLink Link)> InviteAsync(string name, AccountRole role, CancellationToken cancellationToken)
    {
        var account = New(name, role, time.GetUtcNow());
        if (!await accounts.AddAsync(account, cancellationToken)) throw new ApiException(AccountProblems.NameTaken(name));
        book.Changed(account);
        await audit.WriteAsync("account.invited", account.Id, account.Name, NameOf(role));
        return (account, await LinkAsync(account, cancellationToken));
    }

    /// <summary>Makes a link with which the account's password is set; a former link is void.</summary>
    /// <exception cref="ApiException">There is no such account, or it signs in with a provider.</exception>
    public async Task<AccountLink> NewLinkAsync(string id, CancellationToken cancellationToken)
    {
        var account = await FindAsync(id, cancellationToken);
        if (account.Provider is { } provider) throw new ApiException(AccountProblems.NoPassword(provider));
        var link = await LinkAsync(account, cancellationToken);
        await audit.WriteAsync("account.link-made", account.Id, account.Name);
        return link;
    }

    /// <summary>Changes an account; its sessions end where its rights change.</summary>
    /// <exception cref="ApiException">There is no such account, the name is taken or none, or no administrator would be left.</exception>
    public async Task<Account> ChangeAsync(string id, AccountChange change, CancellationToken cancellationToken)
    {
        var account = await FindAsync(id, cancellationToken);
        var (formerStamp, formerName, formerRole, wasDisabled) = (account.Stamp, account.Name, account.Role, account.IsDisabled);
        if (change.Name is { } name) (account.Name, account.NormalizedName) = Checked(name);
        account.Role = change.Role ?? account.Role;
        account.IsDisabled = change.IsDisabled ?? account.IsDisabled;
        if (account.Role != formerRole || account.IsDisabled != wasDisabled) account.Stamp = NewStamp();
        await UpdateAsync(account, formerStamp, cancellationToken);
        if (account.Name != formerName) await audit.WriteAsync("account.renamed", id, account.Name, $"{formerName} → {account.Name}");
        if (account.Role != formerRole) await audit.WriteAsync("account.role-changed", id, account.Name, $"{NameOf(formerRole)} → {NameOf(account.Role)}");
        if (account.IsDisabled != wasDisabled) await audit.WriteAsync(account.IsDisabled ? "account.switched-off" : "account.switched-on", id, account.Name);
        return account;
    }

    /// <summary>Removes an account with its keys and what was shared with it. Its flows stay, for administrators.</summary>
    /// <exception cref="ApiException">There is no such account, or no administrator would be left.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var account = await FindAsync(id, cancellationToken);
        Require(await accounts.DeleteAsync(id, cancellationToken), account.Name);
        book.Removed(id);
        await rules.ForgetAsync(id, CancellationToken.None);
        await audit.WriteAsync("account.deleted", id, account.Name);
    }

    /// <summary>Changes one's own password; every session of the account ends.</summary>
    /// <exception cref="ApiException">The present one is wrong, the new one too weak, or the account has none.</exception>
    public async Task ChangePasswordAsync(string id, string former, string next, CancellationToken cancellationToken)
    {
        var account = await users.FindByIdAsync(id) ?? throw new ApiException(AccountProblems.NotFound);
        if (account.Provider is { } provider) throw new ApiException(AccountProblems.NoPassword(provider));
        if (!await users.CheckPasswordAsync(account, former)) throw new ApiException(AccountProblems.WrongFormerPassword);
        await PasswordRules.CheckAsync(users, account, next);
        var formerStamp = account.Stamp;
        account.PasswordHash = users.PasswordHasher.HashPassword(account, next);
        account.Stamp = NewStamp();
        await UpdateAsync(account, formerStamp, cancellationToken);
        await audit.WriteAsync("account.password-changed", id, account.Name);
    }

    /// <summary>Ends every session of an account.</summary>
    /// <exception cref="ApiException">There is no such account.</exception>
    public async Task EndSessionsAsync(string id, CancellationToken cancellationToken)
    {
        var account = await FindAsync(id, cancellationToken);
        var formerStamp = account.Stamp;
        account.Stamp = NewStamp();
        await UpdateAsync(account, formerStamp, cancellationToken);
        await audit.WriteAsync("account.sessions-ended", id, account.Name);
    }

    /// <summary>The name of the account whose password a link sets.</summary>
    /// <exception cref="ApiException">The link is not valid.</exception>
    public async Task<string> NameOfLinkAsync(string token, CancellationToken cancellationToken) =>
        (await accounts.FindByLinkAsync(AccountLink.HashOf(token), time.GetUtcNow(), cancellationToken))?.Name ?? throw new ApiException(AccountProblems.BadLink);

    /// <summary>Sets a password with a link, which is void then; every session of the account ends.</summary>
    /// <exception cref="ApiException">The link is not valid, or the password too weak (the link stays good then).</exception>
    public async Task<Account> SetPasswordAsync(string token, string password, string? address, CancellationToken cancellationToken)
    {
        var (hash, now) = (AccountLink.HashOf(token), time.GetUtcNow());
        var account = await accounts.FindByLinkAsync(hash, now, cancellationToken) ?? throw new ApiException(AccountProblems.BadLink);
        await PasswordRules.CheckAsync(users, account, password);
        account = await accounts.UseLinkAsync(hash, now, users.PasswordHasher.HashPassword(account, password), NewStamp(), cancellationToken)
            ?? throw new ApiException(AccountProblems.BadLink);
        book.Changed(account);
        await audit.WriteOfAsync(account.Name, new Person(account.Id, account.Name, account.Role), address, "account.password-set");
        return account;
    }

    /// <summary>A new account that has not been taken up.</summary>
    /// <exception cref="ApiException">The name cannot be one.</exception>
    public static Account New(string name, AccountRole role, DateTimeOffset now)
    {
        var (shown, normalized) = Checked(name);
        return new Account { Id = Guid.CreateVersion7().ToString("N"), Name = shown, NormalizedName = normalized, Role = role, Stamp = NewStamp(), CreatedAt = now };
    }

    /// <summary>A role as the API and the audit log call it.</summary>
    public static string NameOf(AccountRole role) => role.ToString().ToLowerInvariant();

    private static (string Name, string Normalized) Checked(string name) =>
        AccountNames.IsValid(name) ? (name, AccountNames.Normalize(name)) : throw new ApiException(AccountProblems.BadName);

    private static string NewStamp() => AccountLink.NewToken();

    private async Task<AccountLink> LinkAsync(Account account, CancellationToken cancellationToken)
    {
        var token = AccountLink.NewToken();
        var expiresAt = time.GetUtcNow() + (account.IsTakenUp ? AccountLink.PasswordTime : AccountLink.InvitationTime);
        await accounts.SetLinkAsync(account.Id, AccountLink.HashOf(token), expiresAt, cancellationToken);
        return new AccountLink(AccountLink.PathOf(token), expiresAt);
    }

    private async Task UpdateAsync(Account account, string formerStamp, CancellationToken cancellationToken)
    {
        Require(await accounts.UpdateAsync(account, formerStamp, cancellationToken), account.Name);
        book.Changed(account);
    }

    private static void Require(AccountUpdate update, string name)
    {
        switch (update)
        {
            case AccountUpdate.Stored: return;
            case AccountUpdate.NotFound: throw new ApiException(AccountProblems.NotFound);
            case AccountUpdate.NameTaken: throw new ApiException(AccountProblems.NameTaken(name));
            case AccountUpdate.LastAdministrator: throw new ApiException(AccountProblems.LastAdministrator);
            default: throw new ApiException(AccountProblems.Changed);
        }
    }
}
