using FlowBuilder.Core.Accounts;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Accounts;

/// <summary>An account as its row has it.</summary>
internal sealed class AccountRow
{
    public const string Columns =
        "id AS Id, name AS Name, normalized_name AS NormalizedName, role AS Role, password_hash AS PasswordHash, stamp AS Stamp, is_disabled AS IsDisabled, "
        + "failed_sign_ins AS FailedSignIns, locked_until AS LockedUntil, provider AS Provider, provider_subject AS ProviderSubject, "
        + "created_at AS CreatedAt, last_sign_in_at AS LastSignInAt";

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string NormalizedName { get; init; }

    public required string Role { get; init; }

    public string? PasswordHash { get; init; }

    public required string Stamp { get; init; }

    public bool IsDisabled { get; init; }

    public long FailedSignIns { get; init; }

    public string? LockedUntil { get; init; }

    public string? Provider { get; init; }

    public string? ProviderSubject { get; init; }

    public required string CreatedAt { get; init; }

    public string? LastSignInAt { get; init; }

    public static AccountRow Of(Account account) => new()
    {
        Id = account.Id,
        Name = account.Name,
        NormalizedName = account.NormalizedName,
        Role = account.Role.ToString(),
        PasswordHash = account.PasswordHash,
        Stamp = account.Stamp,
        IsDisabled = account.IsDisabled,
        FailedSignIns = account.FailedSignIns,
        LockedUntil = account.LockedUntil is { } locked ? StoredTime.Write(locked) : null,
        Provider = account.Provider,
        ProviderSubject = account.ProviderSubject,
        CreatedAt = StoredTime.Write(account.CreatedAt),
        LastSignInAt = account.LastSignInAt is { } last ? StoredTime.Write(last) : null,
    };

    public Account ToAccount() => new()
    {
        Id = Id,
        Name = Name,
        NormalizedName = NormalizedName,
        Role = Enum.Parse<AccountRole>(Role),
        PasswordHash = PasswordHash,
        Stamp = Stamp,
        IsDisabled = IsDisabled,
        FailedSignIns = (int)FailedSignIns,
        LockedUntil = LockedUntil is null ? null : StoredTime.Read(LockedUntil),
        Provider = Provider,
        ProviderSubject = ProviderSubject,
        CreatedAt = StoredTime.Read(CreatedAt),
        LastSignInAt = LastSignInAt is null ? null : StoredTime.Read(LastSignInAt),
    };
}
