using FlowBuilder.Core.Models;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Providers.Connections;

/// <summary>A provider that a person may choose when connecting a model, with what is known of it beforehand.</summary>
public sealed record ProviderPreset
{
    /// <summary>Stable name, also offered as the connection's name: <c>lm-studio</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's own name.</summary>
    public required string Name { get; init; }

    /// <summary>The protocol to speak with it.</summary>
    public required ConnectionKind Kind { get; init; }

    /// <summary>Its base address, with a part in capitals where a person must put in their own; null where they write all of it.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Whether a person has to look at the address: it holds a part of their own, or there is none yet.</summary>
    public bool MustEditBaseUrl { get; init; }

    /// <summary>Whether it takes no calls without a key.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>Where a person gets a key, or null.</summary>
    public Uri? KeyPage { get; init; }

    /// <summary>Models to offer before the provider was asked, the first as default; empty where every account has its own.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>One sentence on what it is and what it takes.</summary>
    public required LocalText Description { get; init; }
}
