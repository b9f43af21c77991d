using Dapper;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Storage.Sqlite;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Storage.Publishing.Deliveries;

/// <summary>The targets of deliveries in the database, their secrets encrypted.</summary>
internal sealed class SqliteDeliveryTargetStore(SqliteDatabase database, StoredSecrets secrets) : IDeliveryTargetStore
{
    public async ValueTask<bool> AddAsync(DeliveryTarget target, Secret secret, CancellationToken cancellationToken)
    {
        var row = new DynamicParameters(DeliveryTargetRow.Of(target));
        row.Add("Secret", secrets.Protect(OwnerOf(target.Id), secret));
        return await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO delivery_targets (id, slug, address, events, runs, is_enabled, created_at, secret)
                SELECT @Id, slug, @Address, @Events, @Runs, @IsEnabled, @CreatedAt, @Secret FROM endpoints WHERE slug = @Slug
                """,
                row) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<DeliveryTarget?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<DeliveryTargetRow>(
                $"SELECT {DeliveryTargetRow.Columns} FROM delivery_targets t {DeliverySql.Live} WHERE t.id = @id", new { id }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToTarget();
    }

    public async ValueTask<IReadOnlyList<DeliveryTarget>> ListAsync(string slug, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<DeliveryTargetRow>(
                $"SELECT {DeliveryTargetRow.Columns} FROM delivery_targets t {DeliverySql.Live} WHERE t.slug = @slug ORDER BY t.created_at, t.id",
                new { slug }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToTarget())];
    }

    public async ValueTask<bool> SaveAsync(DeliveryTarget target, CancellationToken cancellationToken)
    {
        var row = DeliveryTargetRow.Of(target);
        return await database.WriteAsync(
            connection =>
            {
                // Another address is not the one that failed.
                var changed = connection.Execute(
                    """
                    UPDATE delivery_targets SET failing_since = CASE WHEN address = @Address THEN failing_since END, address = @Address,
                        events = @Events, runs = @Runs, is_enabled = @IsEnabled
                    WHERE id = @Id
                    """,
                    row);
                if (!target.IsEnabled) DeliverySql.Drop(connection, target.Id);
                return changed > 0;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<bool> RotateAsync(string id, Secret secret, DateTimeOffset formerUntil, CancellationToken cancellationToken) =>
        secrets.RotateAsync("delivery_targets", id, OwnerOf(id), secret, formerUntil, cancellationToken);

    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("DELETE FROM delivery_targets WHERE id = @id", new { id }) > 0,
            cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<Secret>> SecretsAsync(string id, CancellationToken cancellationToken) =>
        secrets.ValidAsync("delivery_targets", id, OwnerOf(id), cancellationToken);

    private static string OwnerOf(string id) => $"target {id}";
}
