using System.Collections.Immutable;
using FlowBuilder.Core.Budgets;

namespace FlowBuilder.Core.Publishing;

/// <summary>A key that callers show. The secret itself is not here: it is shown once and kept as a hash.</summary>
public sealed record ApiKey
{
    /// <summary>Its id, a part of the secret that may be shown.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for, as its maker put it.</summary>
    public required string Name { get; init; }

    /// <summary>The account that made it, whose rights it never exceeds; null for one that was made while there were no accounts.</summary>
    public string? AccountId { get; init; }

    /// <summary>What it allows.</summary>
    public required ApiKeyScope Scopes { get; init; }

    /// <summary>The only endpoints that it may call; null for all.</summary>
    public ImmutableHashSet<string>? Slugs { get; init; }

    /// <summary>How many requests a minute it may make; null for no limit of its own.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>What the runs that are started with it may use in a day; null for no limit of its own.</summary>
    public Budget? DailyBudget { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused, in UTC; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was last used, in UTC, to the minute; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whether it allows what is asked, <see cref="ApiKeyScope.Manage"/> including to read.</summary>
    public bool Allows(ApiKeyScope scope) =>
        Scopes.HasFlag(scope) || scope == ApiKeyScope.Read && Scopes.HasFlag(ApiKeyScope.Manage);

    /// <summary>Its budget as runs draw on it; null where it has none.</summary>
    public KeyBudget? ToBudget() => DailyBudget is null ? null : new KeyBudget(Id, Name, DailyBudget);

    /// <summary>Whether it may call the endpoint of that slug.</summary>
    public bool MayCall(string slug) => Allows(ApiKeyScope.Run) && Slugs?.Contains(slug) != false;
}
