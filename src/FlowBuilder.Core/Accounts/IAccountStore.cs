namespace FlowBuilder.Core.Accounts;

/// <summary>Keeps accounts, and the links with which their passwords are set, as hashes only.</summary>
public interface IAccountStore
{
    /// <summary>Every account, by name.</summary>
    ValueTask<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The account of that id, or null.</summary>
    ValueTask<Account?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The account of that normalized name, or null.</summary>
    ValueTask<Account?> FindByNameAsync(string normalizedName, CancellationToken cancellationToken);

    /// <summary>The account that signs in with a provider as that subject, or null.</summary>
    ValueTask<Account?> FindByProviderAsync(string provider, string subject, CancellationToken cancellationToken);

    /// <summary>Adds an account. False where one of that name is there, or one that is the same at its provider.</summary>
    ValueTask<bool> AddAsync(Account account, CancellationToken cancellationToken);

    /// <summary>Adds an account where there is none at all yet, as one step. False where there is.</summary>
    ValueTask<bool> AddFirstAsync(Account account, CancellationToken cancellationToken);

    /// <summary>Stores what was changed of an account.</summary>
    /// <param name="account">The account as it is to be.</param>
    /// <param name="formerStamp">Its stamp when it was read: of two changes at once, one is refused.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    /// <returns>What became of it: see <see cref="AccountUpdate"/>.</returns>
    /// <remarks>
    /// The last administrator that is taken up and not switched off stays one: a change that would leave none is refused, in the same step.
    /// What is counted of sign-ins is not changed by this. Another password or provider voids the account's link.
    /// </remarks>
    ValueTask<AccountUpdate> UpdateAsync(Account account, string formerStamp, CancellationToken cancellationToken);

    /// <summary>Removes an account with its grants and keys, but not the last administrator.</summary>
    /// <returns><see cref="AccountUpdate.Stored"/> when it is gone.</returns>
    ValueTask<AccountUpdate> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>Counts a wrong password, and locks the account when there were too many in a row. As one step: parallel attempts all count.</summary>
    /// <param name="id">The account.</param>
    /// <param name="most">How many are taken before it is locked.</param>
    /// <param name="lockedUntil">Until when it is locked then, in UTC.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    /// <returns>Whether it is locked now.</returns>
    ValueTask<bool> CountFailureAsync(string id, int most, DateTimeOffset lockedUntil, CancellationToken cancellationToken);

    /// <summary>Remembers that an account signed in, and forgets its wrong passwords.</summary>
    ValueTask SignedInAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Keeps the hash of a link with which the account's password can be set once; a former link of the account is void.</summary>
    ValueTask SetLinkAsync(string id, byte[] hash, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>The account whose password a link sets, or null where no link of that hash is valid at that time, or its account is switched off.</summary>
    ValueTask<Account?> FindByLinkAsync(byte[] hash, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Sets a password by a link and voids the link, as one step; of two who use it at once, one succeeds.</summary>
    /// <param name="hash">The link's hash.</param>
    /// <param name="now">The time now, in UTC.</param>
    /// <param name="passwordHash">What is kept of the password.</param>
    /// <param name="stamp">The account's new stamp: its sessions end.</param>
    /// <param name="cancellationToken">Gives up before it is stored.</param>
    /// <returns>The account, unlocked, or null where no such link is valid.</returns>
    ValueTask<Account?> UseLinkAsync(byte[] hash, DateTimeOffset now, string passwordHash, string stamp, CancellationToken cancellationToken);
}
