using System.Collections.Immutable;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Execution.Durability;
using FlowBuilder.Web.Api.Problems;
using Endpoint = FlowBuilder.Core.Publishing.Endpoint;

namespace FlowBuilder.Web.Api.Publishing;

/// <summary>What is to be changed of an endpoint; what is left out stays.</summary>
internal sealed record EndpointBody
{
    private const int MaxOrigins = 50;
    private const int MostPerMinute = 100_000;

    /// <summary>Its new name.</summary>
    public string? Slug { get; init; }

    /// <summary>Whether it answers at all.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>Whether it answers callers without a key.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Whether models find it among the tools of the MCP server.</summary>
    public bool? IsTool { get; init; }

    /// <summary>Origins of other sites whose pages may call it while it is public.</summary>
    public IReadOnlyList<string>? AllowedOrigins { get; init; }

    /// <summary>How many calls a minute each caller without a key may make.</summary>
    public int? PublicRequestsPerMinute { get; init; }

    /// <summary>What of its runs outlives an unexpected end of the program.</summary>
    public RunDurability? Durability { get; init; }

    /// <summary>Settings that callers may change for their run: node id → names.</summary>
    public Dictionary<string, string[]>? OpenSettings { get; init; }

    /// <summary>Everything that is wrong with it.</summary>
    public ImmutableArray<FlowDiagnostic> Check()
    {
        var problems = ImmutableArray.CreateBuilder<FlowDiagnostic>();
        if (AllowedOrigins is { } origins && (origins.Count > MaxOrigins || !origins.All(IsOrigin)))
            Add("allowedOrigins", $"up to {MaxOrigins} origins such as https://shop.example, without a path", $"https://shop.example처럼 경로가 없는 출처 {MaxOrigins}개 이하");
        if (PublicRequestsPerMinute is < 1 or > MostPerMinute) Add("publicRequestsPerMinute", $"1 to {MostPerMinute:N0}", $"1~{MostPerMinute:N0}");
        if (OpenSettings is { } open && open.Values.Any(names => names is null || names.Any(name => name is null)))
            Add("openSettings", "an object of node ids with lists of names of settings", "노드 ID와 설정 이름 목록으로 된 객체");
        return problems.ToImmutable();

        void Add(string member, string english, string korean) => problems.Add(MemberProblem.MustBe("endpoint.invalid", member, english, korean));
    }

    /// <summary>The endpoint with the changes; call <see cref="Check"/> before.</summary>
    public Endpoint Change(Endpoint endpoint) => endpoint with
    {
        IsEnabled = IsEnabled ?? endpoint.IsEnabled,
        IsPublic = IsPublic ?? endpoint.IsPublic,
        IsTool = IsTool ?? endpoint.IsTool,
        AllowedOrigins = AllowedOrigins is null ? endpoint.AllowedOrigins : [.. AllowedOrigins.Distinct(StringComparer.OrdinalIgnoreCase)],
        PublicRequestsPerMinute = PublicRequestsPerMinute ?? endpoint.PublicRequestsPerMinute,
        Durability = Durability ?? endpoint.Durability,
        OpenSettings = OpenSettings is null
            ? endpoint.OpenSettings
            : OpenSettings.ToImmutableDictionary(node => node.Key, node => node.Value.ToImmutableHashSet(StringComparer.Ordinal), StringComparer.Ordinal),
    };

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && string.Equals(address.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase)
        && address.UserInfo.Length == 0;
}
