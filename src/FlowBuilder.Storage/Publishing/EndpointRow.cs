using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Publishing;

/// <summary>An endpoint as its row has it.</summary>
internal sealed class EndpointRow
{
    public const string Columns =
        "e.slug AS Slug, e.flow_id AS FlowId, e.traffic AS Traffic, e.previous_traffic AS PreviousTraffic, e.is_enabled AS IsEnabled, e.is_public AS IsPublic, e.is_tool AS IsTool, "
        + "e.allowed_origins AS AllowedOrigins, e.public_per_minute AS PublicPerMinute, e.open_settings AS OpenSettings, e.durability AS Durability";

    public required string Slug { get; init; }

    public required string FlowId { get; init; }

    public required string Traffic { get; init; }

    public string? PreviousTraffic { get; init; }

    public long IsEnabled { get; init; }

    public long IsPublic { get; init; }

    public long IsTool { get; init; }

    public required string AllowedOrigins { get; init; }

    public long PublicPerMinute { get; init; }

    public required string OpenSettings { get; init; }

    public required string Durability { get; init; }

    public string UpdatedAt { get; init; } = "";

    public static EndpointRow Of(Endpoint endpoint, DateTimeOffset now) => new()
    {
        Slug = endpoint.Slug,
        FlowId = endpoint.FlowId,
        Traffic = JsonSerializer.Serialize(endpoint.Traffic.Shares, CoreJson.Options),
        IsEnabled = endpoint.IsEnabled ? 1 : 0,
        IsPublic = endpoint.IsPublic ? 1 : 0,
        IsTool = endpoint.IsTool ? 1 : 0,
        AllowedOrigins = JsonSerializer.Serialize(endpoint.AllowedOrigins, CoreJson.Options),
        PublicPerMinute = endpoint.PublicRequestsPerMinute,
        OpenSettings = JsonSerializer.Serialize(endpoint.OpenSettings, CoreJson.Options),
        Durability = StoredName.Of(endpoint.Durability),
        UpdatedAt = StoredTime.Write(now),
    };

    public Endpoint ToEndpoint() => new()
    {
        Slug = Slug,
        FlowId = FlowId,
        Traffic = SplitOf(Traffic),
        PreviousTraffic = PreviousTraffic is null ? null : SplitOf(PreviousTraffic),
        IsEnabled = IsEnabled != 0,
        IsPublic = IsPublic != 0,
        IsTool = IsTool != 0,
        AllowedOrigins = Read<ImmutableArray<string>>(AllowedOrigins),
        PublicRequestsPerMinute = (int)PublicPerMinute,
        Durability = StoredName.Read<RunDurability>(Durability),
        OpenSettings = Read<Dictionary<string, string[]>>(OpenSettings)
            .ToImmutableDictionary(node => node.Key, node => node.Value.ToImmutableHashSet(StringComparer.Ordinal), StringComparer.Ordinal),
    };

    private TrafficSplit SplitOf(string json) => TrafficSplit.TryOf(Read<Dictionary<int, int>>(json))
        ?? throw new InvalidOperationException($"The traffic of endpoint '{Slug}' does not make 100 per cent.");

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, CoreJson.Options)!;
}
