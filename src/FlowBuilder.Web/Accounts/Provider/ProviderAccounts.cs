using FlowBuilder.Core.Accounts;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Accounts.Provider;

/// <summary>Finds the account of somebody who signs in with a provider, or makes it where that is allowed.</summary>
internal sealed class ProviderAccounts(IAccountStore accounts, AccountBook book, AuditTrail audit, TimeProvider time)
{
    /// <summary>The account of a person.</summary>
    /// <exception cref="ApiException">There is none and none is made, or it was switched off: 403.</exception>
    /// <remarks>An invitation that was not taken up goes to whoever the provider knows by its name. An account with a password never does: its owner did not ask for that.</remarks>
    public async Task<Account> FindAsync(ProviderSettings provider, ProviderPerson person, CancellationToken cancellationToken)
    {
        var account = await accounts.FindByProviderAsync(provider.Name, person.Subject, cancellationToken)
            ?? await TakeUpAsync(provider, person, cancellationToken)
            ?? await MakeAsync(provider, person, cancellationToken);
        return account is { IsDisabled: false } ? account : throw new ApiException(AccountProblems.NoAccountFor(person.Name));
    }

    private async Task<Account?> TakeUpAsync(ProviderSettings provider, ProviderPerson person, CancellationToken cancellationToken)
    {
        if (await accounts.FindByNameAsync(AccountNames.Normalize(person.Name), cancellationToken) is not { IsTakenUp: false } invited) return null;
        (invited.Provider, invited.ProviderSubject) = (provider.Name, person.Subject);
        if (await accounts.UpdateAsync(invited, invited.Stamp, cancellationToken) != AccountUpdate.Stored) return null;
        await TellAsync(invited);
        return invited;
    }

    private async Task<Account?> MakeAsync(ProviderSettings provider, ProviderPerson person, CancellationToken cancellationToken)
    {
        if (provider.NewAccounts is not { } role) return null;
        var account = AccountAdministration.New(person.Name, role, time.GetUtcNow());
        (account.Provider, account.ProviderSubject) = (provider.Name, person.Subject);
        if (!await accounts.AddAsync(account, cancellationToken)) return null;
        await TellAsync(account);
        return account;
    }

    private ValueTask TellAsync(Account account)
    {
        book.Changed(account);
        return audit.WriteOfAsync(account.Name, new Person(account.Id, account.Name, account.Role), address: null, "account.taken-up");
    }
}
