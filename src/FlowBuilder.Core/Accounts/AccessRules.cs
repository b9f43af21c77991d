using System.Collections.Immutable;

namespace FlowBuilder.Core.Accounts;

/// <summary>Says who may do what to what was shared. Thread-safe; answers from memory, and is the only writer of its store.</summary>
/// <remarks>
/// Administrators may do everything. To others, what nobody shared with them is not there; a connection that was shared with nobody in
/// particular (<see cref="Grant.Nobody"/> counts as somebody) may be used by everyone. A viewer never does more than look, whatever was shared.
/// </remarks>
public sealed class AccessRules(IGrantStore store) : IDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private volatile ImmutableDictionary<Resource, ImmutableArray<Grant>>? _grants;

    /// <summary>Something was shared otherwise than before; raised on the thread that did it, after it is stored.</summary>
    public event Action<Resource>? Changed;

    /// <summary>Reads the grants; must have ended before anything is asked.</summary>
    public async ValueTask LoadAsync(CancellationToken cancellationToken) =>
        _grants = (await store.ListAsync(cancellationToken).ConfigureAwait(false))
            .GroupBy(grant => grant.Resource)
            .ToImmutableDictionary(grants => grants.Key, grants => grants.ToImmutableArray());

    /// <summary>What a person may do to a resource.</summary>
    /// <exception cref="InvalidOperationException">The grants were not loaded.</exception>
    public AccessLevel LevelOf(Person person, Resource resource)
    {
        if (person.Is(AccountRole.Administrator)) return AccessLevel.Own;
        var grants = GrantsOf(resource);
        var level = grants.IsEmpty && resource.Kind == ResourceKind.Connection ? AccessLevel.View : AccessLevel.None;
        foreach (var grant in grants)
        {
            if (grant.Level > level && (grant.AccountId == Grant.Everyone || grant.AccountId == person.AccountId)) level = grant.Level;
        }

        var most = (person.Role, resource.Kind) switch
        {
            (AccountRole.Viewer, _) or (_, ResourceKind.Connection) => AccessLevel.View,
            _ => AccessLevel.Own,
        };
        return level < most ? level : most;
    }

    /// <summary>Whether a person may do at least that to a resource.</summary>
    public bool Allows(Person person, Resource resource, AccessLevel level) => LevelOf(person, resource) >= level;

    /// <summary>The ids of those of a kind that somebody shared so that a person may at least look at them. Says nothing of administrators, who may without.</summary>
    public IReadOnlySet<string> SharedWith(Person person, ResourceKind kind) =>
        (_grants ?? throw new InvalidOperationException("The grants were not loaded.")).Keys
        .Where(resource => resource.Kind == kind && Allows(person, resource, AccessLevel.View))
        .Select(resource => resource.Id)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>With whom a resource was shared, its owner included.</summary>
    public ImmutableArray<Grant> GrantsOf(Resource resource) =>
        (_grants ?? throw new InvalidOperationException("The grants were not loaded.")).GetValueOrDefault(resource, []);

    /// <summary>Makes a person the owner of something new; nothing where the person has no account.</summary>
    public async ValueTask ClaimAsync(Person person, Resource resource, CancellationToken cancellationToken)
    {
        if (person.AccountId is { } account) await ShareAsync(resource, [new Grant(resource, account, AccessLevel.Own)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces with whom a resource is shared.</summary>
    public async ValueTask ShareAsync(Resource resource, IReadOnlyList<Grant> grants, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await store.ReplaceAsync(resource, grants, cancellationToken).ConfigureAwait(false);
            var all = _grants ?? throw new InvalidOperationException("The grants were not loaded.");
            _grants = grants.Count == 0 ? all.Remove(resource) : all.SetItem(resource, [.. grants]);
        }
        finally
        {
            _writing.Release();
        }

        Changed?.Invoke(resource);
    }

    /// <summary>Forgets what an account was granted, after it was removed with its grants.</summary>
    public async ValueTask ForgetAsync(string accountId, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        ImmutableArray<Resource> touched;
        try
        {
            var all = _grants ?? throw new InvalidOperationException("The grants were not loaded.");
            touched = [.. all.Where(entry => entry.Value.Any(grant => grant.AccountId == accountId)).Select(entry => entry.Key)];
            foreach (var resource in touched)
            {
                var rest = all[resource].RemoveAll(grant => grant.AccountId == accountId);
                all = rest.IsEmpty ? all.Remove(resource) : all.SetItem(resource, rest);
            }

            _grants = all;
        }
        finally
        {
            _writing.Release();
        }

        foreach (var resource in touched) Changed?.Invoke(resource);
    }

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();
}
