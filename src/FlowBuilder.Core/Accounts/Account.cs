namespace FlowBuilder.Core.Accounts;

/// <summary>Somebody who signs in.</summary>
/// <remarks>Its members can be set because the framework that checks passwords works on it as it stands; it is kept with <see cref="IAccountStore"/>.</remarks>
public sealed class Account
{
    /// <summary>The longest name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The name that it signs in with: an address or any other name, at most <see cref="MaxNameLength"/> characters.</summary>
    public required string Name { get; set; }

    /// <summary><see cref="Name"/> without regard to case: there is one account of each.</summary>
    public required string NormalizedName { get; set; }

    /// <summary>What it may do at most.</summary>
    public required AccountRole Role { get; set; }

    /// <summary>What is kept of its password; null before one was set, and for one that signs in elsewhere.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes whenever its rights or its password do: a session that was begun under another one has ended.</summary>
    public required string Stamp { get; set; }

    /// <summary>Whether it was switched off: it cannot sign in, and its keys are refused.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>How many wrong passwords in a row were tried since the last right one or lock-out.</summary>
    public int FailedSignIns { get; set; }

    /// <summary>Until when no password is taken, in UTC; null where it is not locked.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>The provider that it signs in with; null where it has a password.</summary>
    public string? Provider { get; set; }

    /// <summary>Who it is at <see cref="Provider"/>, as the provider itself calls it.</summary>
    public string? ProviderSubject { get; set; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last signed in, in UTC; null for never.</summary>
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>Whether it has been taken up: it has a password, or signs in elsewhere.</summary>
    public bool IsTakenUp => PasswordHash is not null || Provider is not null;
}
