using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Execution.Durability;

namespace FlowBuilder.Core.Publishing;

/// <summary>An address under which a flow's published versions answer.</summary>
public sealed partial record Endpoint
{
    /// <summary>Its name in addresses: see <see cref="IsValidSlug"/>.</summary>
    public required string Slug { get; init; }

    /// <summary>The flow whose versions answer.</summary>
    public required string FlowId { get; init; }

    /// <summary>Which versions answer, and how often.</summary>
    public required TrafficSplit Traffic { get; init; }

    /// <summary>The split before the last change, for going back to it; null where there was none.</summary>
    public TrafficSplit? PreviousTraffic { get; init; }

    /// <summary>Whether it answers at all.</summary>
    /// <value>True by default.</value>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether it answers callers without a key, as a chat on a web page needs.</summary>
    /// <value>False by default.</value>
    public bool IsPublic { get; init; }

    /// <summary>Whether models find it among the tools of this program's MCP server.</summary>
    /// <value>True by default.</value>
    public bool IsTool { get; init; } = true;

    /// <summary>Origins of other sites whose pages may call it while it is public, such as <c>https://shop.example</c>.</summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>How many calls a minute each caller without a key may make.</summary>
    /// <value>1 to 100,000; 30 by default.</value>
    public int PublicRequestsPerMinute { get; init; } = 30;

    /// <summary>What of its runs outlives an unexpected end of the program.</summary>
    /// <value>Every finished node by default.</value>
    public RunDurability Durability { get; init; }

    /// <summary>Settings that callers may change for their run: node id → names. None by default.</summary>
    public ImmutableDictionary<string, ImmutableHashSet<string>> OpenSettings { get; init; } =
        ImmutableDictionary<string, ImmutableHashSet<string>>.Empty;

    /// <summary>Whether a text is a slug: 1 to 64 lower-case letters, digits and inner hyphens.</summary>
    public static bool IsValidSlug(string text) => SlugForm().IsMatch(text);

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlugForm();
}
