using FlowBuilder.Core.Publishing;

namespace FlowBuilder.Web.Api.Keys;

/// <summary>A key as a list shows it, without its secret.</summary>
internal sealed record KeyItem(
    string Id,
    string Name,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string>? Slugs,
    int? RequestsPerMinute,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt)
{
    private static readonly ApiKeyScope[] All = [ApiKeyScope.Run, ApiKeyScope.Read, ApiKeyScope.Manage];

    public static KeyItem Of(ApiKey key) => new(
        key.Id,
        key.Name,
        [.. All.Where(scope => key.Scopes.HasFlag(scope)).Select(scope => scope.ToString().ToLowerInvariant())],
        key.Slugs is null ? null : [.. key.Slugs.Order(StringComparer.Ordinal)],
        key.RequestsPerMinute,
        key.CreatedAt,
        key.ExpiresAt,
        key.LastUsedAt);
}
