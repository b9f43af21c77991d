using System.Security.Claims;
using FlowBuilder.Core.Accounts;

namespace FlowBuilder.Web.Accounts;

/// <summary>Who looks at the pages of one window, with the rights of each moment.</summary>
internal sealed class ScreenPerson : IDisposable
{
    private static readonly Person Nobody = new("", "", AccountRole.Viewer);

    private readonly AccountClaims _claims;
    private readonly AccountBook _accounts;
    private readonly AccessRules _rules;
    private readonly EndedSessions _sessions;
    private CancellationTokenRegistration _ending;
    private IDisposable? _watch;
    private ClaimsPrincipal _user = new();

    public ScreenPerson(AccountClaims claims, AccountBook accounts, EndedSessions sessions, AccessRules rules)
    {
        (_claims, _accounts, _sessions, _rules) = (claims, accounts, sessions, rules);
        accounts.SignInBegan += OnSignInBegan;
    }

    /// <summary>The window's session is over: its rights changed, it was signed out of elsewhere, or everybody has to sign in now. Raised on any thread.</summary>
    public event Action? Ended;

    /// <summary>Whether the window still shows its pages to somebody.</summary>
    public bool IsCurrent => _claims.PersonOf(_user) is not null;

    /// <summary>Who looks. Somebody who may do nothing, once the session is over.</summary>
    public Person Person => _claims.PersonOf(_user) ?? Nobody;

    /// <summary>Whether there are accounts, so that people sign in and out.</summary>
    public bool IsSignInNeeded => _accounts.IsSignInNeeded;

    /// <summary>Whether the person may do what the role may.</summary>
    public bool Is(AccountRole role) => Person.Is(role);

    /// <summary>What the person may do to a resource.</summary>
    public AccessLevel LevelOf(Resource resource) => _rules.LevelOf(Person, resource);

    /// <summary>Whether the person may do at least that to a resource.</summary>
    public bool Allows(Resource resource, AccessLevel level) => LevelOf(resource) >= level;

    /// <summary>The window belongs to that user from now on.</summary>
    public void Begin(ClaimsPrincipal user)
    {
        _user = user;
        if (AccountClaims.AccountOf(user) is { } account) _ending = _accounts.EndOf(account).Register(() => Ended?.Invoke());
        if (AccountClaims.SessionOf(user) is { } session) _watch = _sessions.Watch(session, () => Ended?.Invoke());
    }

    /// <summary>The window is about to end its session itself, and knows where to go then: <see cref="Ended"/> is not raised for it.</summary>
    public void Leave() => _watch?.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _accounts.SignInBegan -= OnSignInBegan;
        _ending.Dispose();
        _watch?.Dispose();
    }

    private void OnSignInBegan() => Ended?.Invoke();
}
