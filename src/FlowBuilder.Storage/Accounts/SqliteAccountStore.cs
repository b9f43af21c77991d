using Dapper;
using FlowBuilder.Core.Accounts;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Accounts;

/// <summary>Accounts in the database.</summary>
internal sealed class SqliteAccountStore(SqliteDatabase database) : IAccountStore
{
    private const string Select = $"SELECT {AccountRow.Columns} FROM accounts";
    private const string HasLink = "link_hash = @hash AND link_expires_at > @now AND is_disabled = 0";

    private const string Insert =
        """
        INSERT INTO accounts (id, name, normalized_name, role, password_hash, stamp, is_disabled, failed_sign_ins, locked_until,
            provider, provider_subject, created_at, last_sign_in_at)
        SELECT @Id, @Name, @NormalizedName, @Role, @PasswordHash, @Stamp, @IsDisabled, @FailedSignIns, @LockedUntil,
            @Provider, @ProviderSubject, @CreatedAt, @LastSignInAt
        """;

    public async ValueTask<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<AccountRow>($"{Select} ORDER BY normalized_name"), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToAccount())];
    }

    public ValueTask<Account?> FindAsync(string id, CancellationToken cancellationToken) =>
        FindAsync("id = @id", new { id }, cancellationToken);

    public ValueTask<Account?> FindByNameAsync(string normalizedName, CancellationToken cancellationToken) =>
        FindAsync("normalized_name = @normalizedName", new { normalizedName }, cancellationToken);

    public ValueTask<Account?> FindByProviderAsync(string provider, string subject, CancellationToken cancellationToken) =>
        FindAsync("provider = @provider AND provider_subject = @subject", new { provider, subject }, cancellationToken);

    public ValueTask<Account?> FindByLinkAsync(byte[] hash, DateTimeOffset now, CancellationToken cancellationToken) =>
        FindAsync(HasLink, new { hash, now = StoredTime.Write(now) }, cancellationToken);

    public ValueTask<bool> AddAsync(Account account, CancellationToken cancellationToken) =>
        AddAsync(account, "WHERE true", cancellationToken);

    public ValueTask<bool> AddFirstAsync(Account account, CancellationToken cancellationToken) =>
        AddAsync(account, "WHERE NOT EXISTS (SELECT 1 FROM accounts)", cancellationToken);

    public async ValueTask<AccountUpdate> UpdateAsync(Account account, string formerStamp, CancellationToken cancellationToken)
    {
        var row = AccountRow.Of(account);
        return await database.WriteAsync(connection => Update(connection, row, formerStamp), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<AccountUpdate> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection =>
            {
                if (Find(connection, id) is not { } stored) return AccountUpdate.NotFound;
                if (IsLastAdministrator(connection, stored)) return AccountUpdate.LastAdministrator;
                connection.Execute("DELETE FROM grants WHERE account = @id; DELETE FROM accounts WHERE id = @id", new { id });
                return AccountUpdate.Stored;
            },
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> CountFailureAsync(string id, int most, DateTimeOffset lockedUntil, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.QuerySingleOrDefault<bool>(
                """
                UPDATE accounts SET
                    failed_sign_ins = CASE WHEN failed_sign_ins + 1 >= @most THEN 0 ELSE failed_sign_ins + 1 END,
                    locked_until = CASE WHEN failed_sign_ins + 1 >= @most THEN @until ELSE locked_until END
                WHERE id = @id
                RETURNING failed_sign_ins = 0
                """,
                new { id, most, until = StoredTime.Write(lockedUntil) }),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask SignedInAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute(
                "UPDATE accounts SET last_sign_in_at = @at, failed_sign_ins = 0, locked_until = NULL WHERE id = @id", new { id, at = StoredTime.Write(at) }),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask SetLinkAsync(string id, byte[] hash, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute(
                "UPDATE accounts SET link_hash = @hash, link_expires_at = @until WHERE id = @id", new { id, hash, until = StoredTime.Write(expiresAt) }),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<Account?> UseLinkAsync(byte[] hash, DateTimeOffset now, string passwordHash, string stamp, CancellationToken cancellationToken)
    {
        var row = await database.WriteAsync(
            connection => connection.QuerySingleOrDefault<AccountRow>(
                $"""
                UPDATE accounts SET
                    password_hash = @passwordHash, stamp = @stamp, failed_sign_ins = 0, locked_until = NULL, link_hash = NULL, link_expires_at = NULL
                WHERE {HasLink}
                RETURNING {AccountRow.Columns}
                """,
                new { hash, now = StoredTime.Write(now), passwordHash, stamp }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToAccount();
    }

    private async ValueTask<Account?> FindAsync(string where, object values, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<AccountRow>($"{Select} WHERE {where}", values), cancellationToken).ConfigureAwait(false);
        return row?.ToAccount();
    }

    private async ValueTask<bool> AddAsync(Account account, string where, CancellationToken cancellationToken)
    {
        var row = AccountRow.Of(account);
        return await database.WriteAsync(
            connection => connection.Execute($"{Insert} {where} ON CONFLICT DO NOTHING", row) > 0, cancellationToken).ConfigureAwait(false);
    }

    /// <remarks>Sign-ins that are counted meanwhile stay counted. Whoever sets another way to sign in voids the link that was sent out before.</remarks>
    private static AccountUpdate Update(SqliteConnection connection, AccountRow row, string formerStamp)
    {
        if (Find(connection, row.Id) is not { } stored) return AccountUpdate.NotFound;
        if (stored.Stamp != formerStamp) return AccountUpdate.Changed;
        if (connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (
                SELECT 1 FROM accounts
                WHERE id <> @Id AND (normalized_name = @NormalizedName OR provider = @Provider AND provider_subject = @ProviderSubject))
            """,
            row)) return AccountUpdate.NameTaken;
        if (!Administers(row) && IsLastAdministrator(connection, stored)) return AccountUpdate.LastAdministrator;

        connection.Execute(
            """
            UPDATE accounts SET
                name = @Name, normalized_name = @NormalizedName, role = @Role, password_hash = @PasswordHash, stamp = @Stamp, is_disabled = @IsDisabled,
                provider = @Provider, provider_subject = @ProviderSubject
            WHERE id = @Id
            """,
            row);
        if (row.PasswordHash != stored.PasswordHash || row.Provider != stored.Provider)
            connection.Execute("UPDATE accounts SET link_hash = NULL, link_expires_at = NULL WHERE id = @Id", row);
        return AccountUpdate.Stored;
    }

    private static AccountRow? Find(SqliteConnection connection, string id) =>
        connection.QuerySingleOrDefault<AccountRow>($"{Select} WHERE id = @id", new { id });

    private static bool IsLastAdministrator(SqliteConnection connection, AccountRow stored) =>
        Administers(stored)
        && !connection.Query<AccountRow>($"{Select} WHERE role = @Role AND id <> @Id", stored).Any(Administers);

    private static bool Administers(AccountRow row) => row.ToAccount() is { Role: AccountRole.Administrator, IsDisabled: false, IsTakenUp: true };
}
