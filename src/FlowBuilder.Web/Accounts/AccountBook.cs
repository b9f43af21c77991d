using System.Collections.Immutable;
using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Accounts;

/// <summary>The accounts as they are now, at hand for every request; and the end of what an account has under way when its rights change.</summary>
/// <remarks>Whoever changes an account tells this after it is stored. A session is good as long as it carries the stamp that the account has here.</remarks>
internal sealed class AccountBook(IAccountStore store) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CancellationTokenSource> _ends = new(StringComparer.Ordinal);
    private volatile ImmutableDictionary<string, Entry>? _accounts;

    /// <summary>The first account was made: from now on everybody signs in.</summary>
    public event Action? SignInBegan;

    /// <summary>Whether there are accounts, so that everybody has to sign in.</summary>
    /// <exception cref="InvalidOperationException">The accounts were not read yet.</exception>
    public bool IsSignInNeeded => !Accounts.IsEmpty;

    /// <summary>Whether there is an administrator who can sign in.</summary>
    public bool HasAdministrator => Accounts.Values.Any(entry => entry is { Person.Role: AccountRole.Administrator, MaySignIn: true });

    private ImmutableDictionary<string, Entry> Accounts => _accounts ?? throw new InvalidOperationException("The accounts were not read yet.");

    /// <summary>Reads all accounts.</summary>
    public async ValueTask LoadAsync(CancellationToken cancellationToken) =>
        _accounts = (await store.ListAsync(cancellationToken).ConfigureAwait(false)).ToImmutableDictionary(account => account.Id, Entry.Of, StringComparer.Ordinal);

    /// <summary>The person of an account; null where it was removed or switched off.</summary>
    public Person? Find(string accountId) => Accounts.GetValueOrDefault(accountId) is { MaySignIn: true } entry ? entry.Person : null;

    /// <summary>What an account is called, whatever its state; null where there is none.</summary>
    public string? NameOf(string accountId) => Accounts.GetValueOrDefault(accountId)?.Person.Name;

    /// <summary>Whether a session that was begun under a stamp is still good.</summary>
    public bool IsCurrent(string accountId, string stamp) =>
        Accounts.GetValueOrDefault(accountId) is { MaySignIn: true } entry && entry.Stamp == stamp;

    /// <summary>Is cancelled when what the account has under way must end. Ask for it before <see cref="IsCurrent"/>, so that no change falls in between.</summary>
    public CancellationToken EndOf(string accountId)
    {
        lock (_lock)
        {
            if (!_ends.TryGetValue(accountId, out var end)) _ends[accountId] = end = new CancellationTokenSource();
            return end.Token;
        }
    }

    /// <summary>An account was made or changed, and that is stored.</summary>
    public void Changed(Account account)
    {
        var before = _accounts;
        Replace(all => all.SetItem(account.Id, Entry.Of(account)));
        if (before is { IsEmpty: true }) SignInBegan?.Invoke();
        if (before?.GetValueOrDefault(account.Id) is { } former && (former.Stamp != account.Stamp || account.IsDisabled)) End(account.Id);
    }

    /// <summary>An account was removed, and that is stored.</summary>
    public void Removed(string accountId)
    {
        Replace(all => all.Remove(accountId));
        End(accountId);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var end in _ends.Values) end.Dispose();
            _ends.Clear();
        }
    }

    private void Replace(Func<ImmutableDictionary<string, Entry>, ImmutableDictionary<string, Entry>> change)
    {
        lock (_lock) _accounts = change(Accounts);
    }

    private void End(string accountId)
    {
        CancellationTokenSource? end;
        lock (_lock) _ends.Remove(accountId, out end);
        end?.Cancel();
        end?.Dispose();
    }

    private sealed record Entry(Person Person, string Stamp, bool MaySignIn)
    {
        public static Entry Of(Account account) =>
            new(new Person(account.Id, account.Name, account.Role), account.Stamp, !account.IsDisabled && account.IsTakenUp);
    }
}
