using Dapper;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Publishing;

/// <summary>API keys in the database.</summary>
internal sealed class SqliteApiKeyStore(SqliteDatabase database) : IApiKeyStore
{
    public async ValueTask AddAsync(ApiKey key, string secret, CancellationToken cancellationToken)
    {
        var row = ApiKeyRow.Of(key, ApiKeySecret.HashOf(secret));
        await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO api_keys (id, name, account, hash, scopes, slugs, requests_per_minute, budget, created_at, expires_at, last_used_at)
                VALUES (@Id, @Name, @AccountId, @Hash, @Scopes, @Slugs, @RequestsPerMinute, @Budget, @CreatedAt, @ExpiresAt, @LastUsedAt)
                """,
                row),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ApiKey?> FindAsync(string secret, CancellationToken cancellationToken)
    {
        if (ApiKeySecret.IdOf(secret) is not { } id) return null;
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<ApiKeyRow>($"SELECT {ApiKeyRow.Columns}, hash AS Hash FROM api_keys WHERE id = @id", new { id }),
            cancellationToken).ConfigureAwait(false);
        return row is not null && ApiKeySecret.Matches(secret, row.Hash) ? row.ToKey() : null;
    }

    public async ValueTask<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<ApiKeyRow>($"SELECT {ApiKeyRow.Columns} FROM api_keys ORDER BY created_at DESC, id"),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToKey())];
    }

    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("DELETE FROM api_keys WHERE id = @id", new { id }) > 0,
            cancellationToken).ConfigureAwait(false);

    public async ValueTask TouchAsync(string id, DateTimeOffset usedAt, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("UPDATE api_keys SET last_used_at = @time WHERE id = @id", new { id, time = StoredTime.Write(usedAt) }),
            cancellationToken).ConfigureAwait(false);
}
