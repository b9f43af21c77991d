using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Publishing.Webhooks;

/// <summary>What became of a delivery to a webhook, as its row has it.</summary>
internal sealed class WebhookCallRow
{
    public const string Columns =
        "received_at AS ReceivedAt, status AS Status, delivery_id AS DeliveryId, run_id AS RunId, is_repeat AS IsRepeat, problem AS Problem";

    public required string ReceivedAt { get; init; }

    public long Status { get; init; }

    public string? DeliveryId { get; init; }

    public string? RunId { get; init; }

    public long IsRepeat { get; init; }

    public string? Problem { get; init; }

    public WebhookCall ToCall() => new(StoredTime.Read(ReceivedAt), (int)Status)
    {
        DeliveryId = DeliveryId,
        RunId = RunId,
        IsRepeat = IsRepeat != 0,
        Problem = Problem is null ? null : JsonSerializer.Deserialize<LocalText>(Problem, CoreJson.Options),
    };
}
