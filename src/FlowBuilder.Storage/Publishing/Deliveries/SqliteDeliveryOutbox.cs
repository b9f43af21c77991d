using Dapper;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Publishing.Deliveries;

/// <summary>The outbox in the database.</summary>
internal sealed class SqliteDeliveryOutbox(SqliteDatabase database, OutboxBell bell) : IDeliveryOutbox
{
    private const string Live = $"FROM deliveries d JOIN delivery_targets t ON t.id = d.target AND t.is_enabled {DeliverySql.Live}";

    public event Action? Added
    {
        add => bell.Rung += value;
        remove => bell.Rung -= value;
    }

    public async ValueTask<IReadOnlyList<Delivery>> ListDueAsync(DateTimeOffset now, int perTarget, int limit, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<DeliveryRow>(
                $"""
                SELECT * FROM (
                    SELECT {DeliveryRow.Columns}, row_number() OVER (PARTITION BY d.target ORDER BY d.due_at, d.number) AS Place
                    {Live} WHERE d.due_at <= @time)
                WHERE Place <= @perTarget ORDER BY DueAt, Place LIMIT @limit
                """,
                new { time = StoredTime.Write(now), perTarget, limit }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToDelivery())];
    }

    public async ValueTask<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellationToken)
    {
        var due = await database.ReadAsync(
            connection => connection.QuerySingle<string?>($"SELECT min(d.due_at) {Live} WHERE d.due_at > @time", new { time = StoredTime.Write(after) }),
            cancellationToken).ConfigureAwait(false);
        return due is null ? null : StoredTime.Read(due);
    }

    public async ValueTask RecordAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var row = DeliveryRow.Of(delivery);
        await database.WriteAsync(
            connection =>
            {
                var changed = connection.Execute(
                    """
                    UPDATE deliveries SET state = @State, due_at = @DueAt, attempts = @Attempts, last_attempt_at = @LastAttemptAt,
                        last_status = @LastStatus, problem = @Problem
                    WHERE id = @Id AND due_at IS NOT NULL
                    """,
                    row);
                return changed == 0 ? 0 : DeliverySql.Mark(connection, row);
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask AddAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var row = DeliveryRow.Of(delivery);
        await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO deliveries (id, target, run_id, state, created_at, due_at, attempts, last_attempt_at, last_status, problem)
                SELECT @Id, id, @RunId, @State, @CreatedAt, @DueAt, @Attempts, @LastAttemptAt, @LastStatus, @Problem FROM delivery_targets WHERE id = @Target
                """,
                row) > 0 ? DeliverySql.Mark(connection, row) : 0,
            cancellationToken).ConfigureAwait(false);
        bell.Ring();
    }

    public async ValueTask<bool> RepeatAsync(string target, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isDue = await database.WriteAsync(
            connection => connection.Execute(
                """
                UPDATE deliveries SET state = @waiting, due_at = @time, attempts = 0
                WHERE id = @id AND target = (SELECT id FROM delivery_targets WHERE id = @target AND is_enabled)
                """,
                new { target, id, time = StoredTime.Write(now), waiting = StoredName.Of(DeliveryState.Waiting) }) > 0,
            cancellationToken).ConfigureAwait(false);
        if (isDue) bell.Ring();
        return isDue;
    }

    public async ValueTask<Delivery?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<DeliveryRow>($"SELECT {DeliveryRow.Columns} FROM deliveries d WHERE d.id = @id", new { id }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToDelivery();
    }

    public async ValueTask<IReadOnlyList<Delivery>> ListAsync(string target, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<DeliveryRow>(
                $"SELECT {DeliveryRow.Columns} FROM deliveries d WHERE d.target = @target ORDER BY d.number DESC LIMIT 500", new { target }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToDelivery())];
    }
}
