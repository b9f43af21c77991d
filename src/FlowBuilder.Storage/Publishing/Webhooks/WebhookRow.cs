using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Publishing.Webhooks;

/// <summary>A webhook as its row has it, without its secrets.</summary>
internal sealed class WebhookRow
{
    public const string Columns =
        """
        w.id AS Id, w.slug AS Slug, w.name AS Name, w.signature AS Signature, w.header AS Header, w.answer AS Answer, w.inputs AS Inputs,
        w.session AS Session, w.is_enabled AS IsEnabled, w.per_minute AS PerMinute, w.created_at AS CreatedAt,
        w.former_secret_until AS FormerSecretUntil
        """;

    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string Signature { get; init; }

    public required string Header { get; init; }

    public required string Answer { get; init; }

    public string? Inputs { get; init; }

    public string? Session { get; init; }

    public long IsEnabled { get; init; }

    public long PerMinute { get; init; }

    public required string CreatedAt { get; init; }

    public string? FormerSecretUntil { get; init; }

    public static WebhookRow Of(Webhook webhook) => new()
    {
        Id = webhook.Id,
        Slug = webhook.Slug,
        Name = webhook.Name,
        Signature = StoredName.Of(webhook.Signature),
        Header = webhook.Header,
        Answer = StoredName.Of(webhook.Answer),
        Inputs = webhook.Inputs is null ? null : JsonSerializer.Serialize(webhook.Inputs, CoreJson.Options),
        Session = webhook.Session,
        IsEnabled = webhook.IsEnabled ? 1 : 0,
        PerMinute = webhook.RequestsPerMinute,
        CreatedAt = StoredTime.Write(webhook.CreatedAt),
    };

    public Webhook ToWebhook() => new()
    {
        Id = Id,
        Slug = Slug,
        Name = Name,
        Signature = StoredName.Read<WebhookSignature>(Signature),
        Header = Header,
        Answer = StoredName.Read<WebhookAnswer>(Answer),
        Inputs = Inputs is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(Inputs, CoreJson.Options)!.ToImmutableSortedDictionary(StringComparer.Ordinal),
        Session = Session,
        IsEnabled = IsEnabled != 0,
        RequestsPerMinute = (int)PerMinute,
        CreatedAt = StoredTime.Read(CreatedAt),
        FormerSecretUntil = FormerSecretUntil is null ? null : StoredTime.Read(FormerSecretUntil),
    };
}
