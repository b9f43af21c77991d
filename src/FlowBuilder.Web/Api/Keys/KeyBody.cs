using System.Collections.Immutable;
using FlowBuilder.Core.Budgets;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Publishing;
using FlowBuilder.Web.Api.Problems;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Api.Keys;

/// <summary>A key as a caller asks for it.</summary>
internal sealed record KeyBody
{
    private const int MaxNameLength = 100;
    private const int MaxSlugs = 100;
    private const int MostPerMinute = 1_000_000;

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>What it allows: run, read, manage.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The only endpoints that it may call; left out for all.</summary>
    public IReadOnlyList<string>? Slugs { get; init; }

    /// <summary>From when on it is refused; left out for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many requests a minute it may make; left out for no limit of its own.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>What the runs that are started with it may use in a day: cost, tokens, seconds of work; left out for no limit of its own.</summary>
    public Budget? DailyBudget { get; init; }

    /// <summary>Everything that is wrong with it.</summary>
    /// <param name="now">The time now.</param>
    public ImmutableArray<FlowDiagnostic> Check(DateTimeOffset now)
    {
        var problems = ImmutableArray.CreateBuilder<FlowDiagnostic>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > MaxNameLength) Add("name", $"a text of up to {MaxNameLength} characters", $"{MaxNameLength}자 이하의 텍스트");
        if (Scopes.Count == 0 || Scopes.Any(scope => ScopeOf(scope) == ApiKeyScope.None)) Add("scopes", "at least one of run, read, manage", "run, read, manage 중 하나 이상");
        if (Slugs is { } slugs && (slugs.Count is 0 or > MaxSlugs || !slugs.All(Endpoint.IsValidSlug))) Add("slugs", $"1 to {MaxSlugs} endpoint names, or left out", $"엔드포인트 이름 1~{MaxSlugs}개 또는 생략");
        if (ExpiresAt <= now) Add("expiresAt", "a time to come, or left out", "앞으로의 시각 또는 생략");
        if (RequestsPerMinute is < 1 or > MostPerMinute) Add("requestsPerMinute", $"1 to {MostPerMinute:N0}, or left out", $"1~{MostPerMinute:N0} 또는 생략");
        problems.AddRange(BudgetChecks.ProblemsOf(DailyBudget, "$.dailyBudget"));
        if (DailyBudget is { OnReached: AtBudgetEnd.Ask }) Add("dailyBudget.onReached", "stop, or left out", "stop 또는 생략");
        return problems.ToImmutable();

        void Add(string member, string english, string korean) => problems.Add(MemberProblem.MustBe("key.invalid", member, english, korean));
    }

    /// <summary>The key described; call <see cref="Check"/> before.</summary>
    public ApiKey ToKey(string id, DateTimeOffset now) => new()
    {
        Id = id,
        Name = Name.Trim(),
        Scopes = Scopes.Aggregate(ApiKeyScope.None, (all, scope) => all | ScopeOf(scope)),
        Slugs = Slugs?.ToImmutableHashSet(StringComparer.Ordinal),
        RequestsPerMinute = RequestsPerMinute,
        DailyBudget = DailyBudget is { IsEmpty: true } ? null : DailyBudget,
        CreatedAt = now,
        ExpiresAt = ExpiresAt?.ToUniversalTime(),
    };

    private static ApiKeyScope ScopeOf(string scope) => scope switch
    {
        "run" => ApiKeyScope.Run,
        "read" => ApiKeyScope.Read,
        "manage" => ApiKeyScope.Manage,
        _ => ApiKeyScope.None,
    };
}
