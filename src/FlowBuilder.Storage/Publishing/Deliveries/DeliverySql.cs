using Dapper;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Execution.Storage;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FlowBuilder.Storage.Publishing.Deliveries;

/// <summary>The statements of the outbox that share a transaction with others.</summary>
internal static class DeliverySql
{
    /// <summary>Joins a target, <c>t</c>, to what makes it live.</summary>
    public const string Live = $"JOIN endpoints e ON e.slug = t.slug {LiveFlow.Join}";

    /// <summary>Puts a run that has ended into the outbox, for every target that is to be told; returns for how many.</summary>
    public static int Add(SqliteConnection connection, RunRecord run, string now) => run.Endpoint is not { } endpoint ? 0 : connection.Execute(
        """
        INSERT INTO deliveries (id, target, run_id, state, created_at, due_at)
        SELECT 'msg_' || lower(hex(randomblob(16))), id, @RunId, @waiting, @now, @now FROM delivery_targets
        WHERE slug = @Slug AND is_enabled AND (events & @ending) <> 0 AND (runs = 'all' OR @IsUnattended)
        ON CONFLICT (target, run_id) DO NOTHING
        """,
        new
        {
            run.RunId,
            endpoint.Slug,
            endpoint.IsUnattended,
            ending = (int)(run.Status == RunStatus.Completed ? DeliveryEvents.Completed : DeliveryEvents.Failed),
            waiting = StoredName.Of(DeliveryState.Waiting),
            now,
        });

    /// <summary>Drops what waits for a target.</summary>
    public static int Drop(SqliteConnection connection, string target) => connection.Execute(
        "UPDATE deliveries SET state = @dropped, due_at = NULL WHERE target = @target AND due_at IS NOT NULL",
        new { target, dropped = StoredName.Of(DeliveryState.Dropped) });

    /// <summary>After an attempt: marks the target as failing or not, and forgets what is remembered of it beyond its bound.</summary>
    public static int Mark(SqliteConnection connection, DeliveryRow tried) => connection.Execute(
        """
        UPDATE delivery_targets SET failing_since = CASE WHEN @State = @delivered THEN NULL ELSE coalesce(failing_since, @LastAttemptAt) END
        WHERE id = @Target AND @LastAttemptAt IS NOT NULL;
        DELETE FROM deliveries WHERE target = @Target AND due_at IS NULL AND number NOT IN (
            SELECT number FROM deliveries WHERE target = @Target AND due_at IS NULL ORDER BY number DESC LIMIT @remembered)
        """,
        new
        {
            tried.Target,
            tried.State,
            tried.LastAttemptAt,
            delivered = StoredName.Of(DeliveryState.Delivered),
            remembered = IDeliveryOutbox.RememberedDeliveries,
        });
}
