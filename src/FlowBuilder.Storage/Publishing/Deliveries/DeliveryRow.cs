using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Core.Text;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Publishing.Deliveries;

/// <summary>A delivery as its row has it.</summary>
internal sealed class DeliveryRow
{
    public const string Columns =
        """
        d.id AS Id, d.target AS Target, d.run_id AS RunId, d.state AS State, d.created_at AS CreatedAt, d.due_at AS DueAt, d.attempts AS Attempts,
        d.last_attempt_at AS LastAttemptAt, d.last_status AS LastStatus, d.problem AS Problem
        """;

    public required string Id { get; init; }

    public required string Target { get; init; }

    public string? RunId { get; init; }

    public required string State { get; init; }

    public required string CreatedAt { get; init; }

    public string? DueAt { get; init; }

    public long Attempts { get; init; }

    public string? LastAttemptAt { get; init; }

    public long? LastStatus { get; init; }

    public string? Problem { get; init; }

    public static DeliveryRow Of(Delivery delivery) => new()
    {
        Id = delivery.Id,
        Target = delivery.Target,
        RunId = delivery.RunId,
        State = StoredName.Of(delivery.State),
        CreatedAt = StoredTime.Write(delivery.CreatedAt),
        DueAt = delivery.DueAt is { } due ? StoredTime.Write(due) : null,
        Attempts = delivery.Attempts,
        LastAttemptAt = delivery.LastAttemptAt is { } last ? StoredTime.Write(last) : null,
        LastStatus = delivery.LastStatus,
        Problem = delivery.Problem is null ? null : JsonSerializer.Serialize(delivery.Problem, CoreJson.Options),
    };

    public Delivery ToDelivery() => new()
    {
        Id = Id,
        Target = Target,
        RunId = RunId,
        State = StoredName.Read<DeliveryState>(State),
        CreatedAt = StoredTime.Read(CreatedAt),
        DueAt = DueAt is null ? null : StoredTime.Read(DueAt),
        Attempts = (int)Attempts,
        LastAttemptAt = LastAttemptAt is null ? null : StoredTime.Read(LastAttemptAt),
        LastStatus = (int?)LastStatus,
        Problem = Problem is null ? null : JsonSerializer.Deserialize<LocalText>(Problem, CoreJson.Options),
    };
}
