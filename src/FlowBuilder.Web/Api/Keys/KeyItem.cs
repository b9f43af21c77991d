using System.Collections.Immutable;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Publishing;

namespace FlowBuilder.Web.Api.Keys;

/// <summary>A key as a list shows it, without its secret.</summary>
internal sealed record KeyItem(
    string Id,
    string Name,
    string? AccountId,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string>? Slugs,
    int? RequestsPerMinute,
    Budget? DailyBudget,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt)
{
    /// <summary>Every scope, in the order in which they are shown.</summary>
    public static readonly ImmutableArray<ApiKeyScope> EachScope = [ApiKeyScope.Run, ApiKeyScope.Read, ApiKeyScope.Manage];

    public static KeyItem Of(ApiKey key) => new(
        key.Id,
        key.Name,
        key.AccountId,
        NamesOf(key.Scopes),
        key.Slugs is null ? null : [.. key.Slugs.Order(StringComparer.Ordinal)],
        key.RequestsPerMinute,
        key.DailyBudget,
        key.CreatedAt,
        key.ExpiresAt,
        key.LastUsedAt);

    /// <summary>The scopes as the API calls them.</summary>
    public static string[] NamesOf(ApiKeyScope scopes) =>
        [.. EachScope.Where(scope => scopes.HasFlag(scope)).Select(scope => scope.ToString().ToLowerInvariant())];
}
