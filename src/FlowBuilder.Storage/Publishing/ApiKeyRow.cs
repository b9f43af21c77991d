using System.Text.Json;
using FlowBuilder.Core;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Storage.Sqlite;

namespace FlowBuilder.Storage.Publishing;

/// <summary>An API key as its row has it.</summary>
internal sealed class ApiKeyRow
{
    public const string Columns =
        "id AS Id, name AS Name, account AS AccountId, scopes AS Scopes, slugs AS Slugs, requests_per_minute AS RequestsPerMinute, budget AS Budget, "
        + "created_at AS CreatedAt, expires_at AS ExpiresAt, last_used_at AS LastUsedAt";

    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? AccountId { get; init; }

    public byte[] Hash { get; init; } = [];

    public long Scopes { get; init; }

    public string? Slugs { get; init; }

    public long? RequestsPerMinute { get; init; }

    public string? Budget { get; init; }

    public required string CreatedAt { get; init; }

    public string? ExpiresAt { get; init; }

    public string? LastUsedAt { get; init; }

    public static ApiKeyRow Of(ApiKey key, byte[] hash) => new()
    {
        Id = key.Id,
        Name = key.Name,
        AccountId = key.AccountId,
        Hash = hash,
        Scopes = (long)key.Scopes,
        Slugs = key.Slugs is null ? null : JsonSerializer.Serialize(key.Slugs.Order(StringComparer.Ordinal), CoreJson.Options),
        RequestsPerMinute = key.RequestsPerMinute,
        Budget = key.DailyBudget is null ? null : JsonSerializer.Serialize(key.DailyBudget, CoreJson.Options),
        CreatedAt = StoredTime.Write(key.CreatedAt),
        ExpiresAt = key.ExpiresAt is { } end ? StoredTime.Write(end) : null,
        LastUsedAt = key.LastUsedAt is { } used ? StoredTime.Write(used) : null,
    };

    public ApiKey ToKey() => new()
    {
        Id = Id,
        Name = Name,
        AccountId = AccountId,
        Scopes = (ApiKeyScope)Scopes,
        Slugs = Slugs is null ? null : [.. JsonSerializer.Deserialize<string[]>(Slugs, CoreJson.Options)!],
        RequestsPerMinute = (int?)RequestsPerMinute,
        DailyBudget = Budget is null ? null : JsonSerializer.Deserialize<Budget>(Budget, CoreJson.Options),
        CreatedAt = StoredTime.Read(CreatedAt),
        ExpiresAt = ExpiresAt is null ? null : StoredTime.Read(ExpiresAt),
        LastUsedAt = LastUsedAt is null ? null : StoredTime.Read(LastUsedAt),
    };
}
