using FlowBuilder.Core.Publishing.Deliveries;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Publishing.Deliveries;

/// <summary>A delivery target as its row has it, without its secrets.</summary>
internal sealed class DeliveryTargetRow
{
    public const string Columns =
        """
        t.id AS Id, t.slug AS Slug, t.address AS Address, t.events AS Events, t.runs AS Runs, t.is_enabled AS IsEnabled,
        t.created_at AS CreatedAt, t.former_secret_until AS FormerSecretUntil, t.failing_since AS FailingSince
        """;

    public required string Id { get; init; }

    public required string Slug { get; init; }

    public required string Address { get; init; }

    public long Events { get; init; }

    public required string Runs { get; init; }

    public long IsEnabled { get; init; }

    public required string CreatedAt { get; init; }

    public string? FormerSecretUntil { get; init; }

    public string? FailingSince { get; init; }

    public static DeliveryTargetRow Of(DeliveryTarget target) => new()
    {
        Id = target.Id,
        Slug = target.Slug,
        Address = target.Address.AbsoluteUri,
        Events = (long)target.Events,
        Runs = StoredName.Of(target.Runs),
        IsEnabled = target.IsEnabled ? 1 : 0,
        CreatedAt = StoredTime.Write(target.CreatedAt),
    };

    public DeliveryTarget ToTarget() => new()
    {
        Id = Id,
        Slug = Slug,
        Address = new Uri(Address),
        Events = (DeliveryEvents)Events,
        Runs = StoredName.Read<DeliveryRuns>(Runs),
        IsEnabled = IsEnabled != 0,
        CreatedAt = StoredTime.Read(CreatedAt),
        FormerSecretUntil = FormerSecretUntil is null ? null : StoredTime.Read(FormerSecretUntil),
        FailingSince = FailingSince is null ? null : StoredTime.Read(FailingSince),
    };
}
