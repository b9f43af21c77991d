using System.Text.Json;
using Dapper;
using FlowBuilder.Core;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Storage.Sqlite;
using Secret = FlowBuilder.Core.Models.Secret;

namespace FlowBuilder.Storage.Publishing.Webhooks;

/// <summary>Webhooks in the database, their secrets encrypted.</summary>
internal sealed class SqliteWebhookStore(SqliteDatabase database, StoredSecrets secrets) : IWebhookStore
{
    private const string Live = $"JOIN endpoints e ON e.slug = w.slug {LiveFlow.Join}";

    public async ValueTask<bool> AddAsync(Webhook webhook, Secret? secret, CancellationToken cancellationToken)
    {
        var row = new DynamicParameters(WebhookRow.Of(webhook));
        row.Add("Secret", secrets.Protect(OwnerOf(webhook.Id), secret));
        return await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO webhooks (id, slug, name, signature, header, answer, inputs, session, is_enabled, per_minute, created_at, secret)
                SELECT @Id, slug, @Name, @Signature, @Header, @Answer, @Inputs, @Session, @IsEnabled, @PerMinute, @CreatedAt, @Secret
                FROM endpoints WHERE slug = @Slug
                """,
                row) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Webhook?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<WebhookRow>(
                $"SELECT {WebhookRow.Columns} FROM webhooks w {Live} WHERE w.id = @id", new { id }),
            cancellationToken).ConfigureAwait(false);
        return row?.ToWebhook();
    }

    public async ValueTask<IReadOnlyList<Webhook>> ListAsync(string slug, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<WebhookRow>(
                $"SELECT {WebhookRow.Columns} FROM webhooks w {Live} WHERE w.slug = @slug ORDER BY w.created_at, w.id", new { slug }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToWebhook())];
    }

    public async ValueTask<bool> SaveAsync(Webhook webhook, CancellationToken cancellationToken)
    {
        var row = WebhookRow.Of(webhook);
        return await database.WriteAsync(
            connection => connection.Execute(
                """
                UPDATE webhooks SET name = @Name, header = @Header, answer = @Answer, inputs = @Inputs, session = @Session,
                    is_enabled = @IsEnabled, per_minute = @PerMinute
                WHERE id = @Id
                """,
                row) > 0,
            cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<bool> RotateAsync(string id, Secret secret, DateTimeOffset formerUntil, CancellationToken cancellationToken) =>
        secrets.RotateAsync("webhooks", id, OwnerOf(id), secret, formerUntil, cancellationToken);

    public async ValueTask<bool> DeleteAsync(string id, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            connection => connection.Execute("DELETE FROM webhooks WHERE id = @id", new { id }) > 0,
            cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<Secret>> SecretsAsync(string id, CancellationToken cancellationToken) =>
        secrets.ValidAsync("webhooks", id, OwnerOf(id), cancellationToken);

    public async ValueTask RecordAsync(string id, WebhookCall call, CancellationToken cancellationToken)
    {
        var row = new
        {
            id,
            time = StoredTime.Write(call.Time),
            call.Status,
            call.DeliveryId,
            call.RunId,
            Problem = call.Problem is null ? null : JsonSerializer.Serialize(call.Problem, CoreJson.Options),
            remembered = IWebhookStore.RememberedCalls,
        };

        // Those without a run have a memory of their own, so that a flood of refused ones washes nothing away.
        await database.WriteAsync(
            connection => connection.Execute(
                """
                INSERT INTO webhook_calls (webhook, received_at, status, delivery_id, run_id, is_repeat, problem)
                SELECT id, @time, @Status, @DeliveryId, @RunId,
                    EXISTS (SELECT 1 FROM webhook_calls WHERE webhook = @id AND run_id = @RunId), @Problem
                FROM webhooks WHERE id = @id;
                DELETE FROM webhook_calls WHERE webhook = @id AND (run_id IS NULL) = (@RunId IS NULL) AND number NOT IN (
                    SELECT number FROM webhook_calls WHERE webhook = @id AND (run_id IS NULL) = (@RunId IS NULL)
                    ORDER BY number DESC LIMIT @remembered)
                """,
                row),
            cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<WebhookCall>> CallsAsync(string id, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<WebhookCallRow>(
                $"SELECT {WebhookCallRow.Columns} FROM webhook_calls WHERE webhook = @id ORDER BY number DESC", new { id }),
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToCall())];
    }

    private static string OwnerOf(string id) => $"webhook {id}";
}
