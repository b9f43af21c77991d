using Dapper;
using FlowBuilder.Storage.Secrets;
using FlowBuilder.Storage.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Storage.Publishing;

/// <summary>The secrets of webhooks and of delivery targets, as they are stored.</summary>
internal sealed class StoredSecrets(SqliteDatabase database, IDataProtectionProvider provider, TimeProvider clock, ILogger<StoredSecrets> logger)
{
    private readonly SecretSeal _seal = new(provider, "FlowBuilder.Publishing.Secret");

    public byte[]? Protect(string owner, Secret? secret) => _seal.Seal(owner, secret);

    /// <summary>Puts a secret in place of the present one of a row, which stays valid for a while; false where there is no such row.</summary>
    /// <param name="table">The table, whose columns are those of <see cref="SecretRow"/>.</param>
    /// <param name="id">The row.</param>
    /// <param name="owner">Whom the secret belongs to.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="formerUntil">Until when the present one is valid.</param>
    /// <param name="cancellationToken">Gives up before it is begun.</param>
    public async ValueTask<bool> RotateAsync(
        string table, string id, string owner, Secret secret, DateTimeOffset formerUntil, CancellationToken cancellationToken)
    {
        var row = new { id, secret = Protect(owner, secret), until = StoredTime.Write(formerUntil) };
        return await database.WriteAsync(
            connection => connection.Execute(
                $"UPDATE {table} SET former_secret = secret, former_secret_until = @until, secret = @secret WHERE id = @id", row) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The secrets of a row that are valid now, the present one first; one whose key ring is gone must be made anew.</summary>
    public async ValueTask<IReadOnlyList<Secret>> ValidAsync(string table, string id, string owner, CancellationToken cancellationToken)
    {
        var now = StoredTime.Write(clock.GetUtcNow());
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<SecretRow>($"SELECT {SecretRow.Columns} FROM {table} WHERE id = @id", new { id }),
            cancellationToken).ConfigureAwait(false);
        return row is null ? [] : [.. row.ValidAt(now).Select(secret => Unprotect(owner, secret)).OfType<Secret>()];
    }

    private Secret? Unprotect(string owner, byte[]? stored) => _seal.Open(owner, stored, lost =>
        logger.LogWarning(lost, "A stored secret of {Owner} cannot be decrypted; make a new one on the page of its endpoint.", owner));
}
