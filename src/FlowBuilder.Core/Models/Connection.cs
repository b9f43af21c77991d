using System.Text.RegularExpressions;
using FlowBuilder.Core.Recordings;

namespace FlowBuilder.Core.Models;

/// <summary>A named account at a model provider, as an operator set it up. Flows hold its name only.</summary>
public sealed partial record Connection
{
    /// <summary>The name that flows use: <c>[a-z][a-z0-9_-]{0,63}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The protocol it speaks.</summary>
    public required ConnectionKind Kind { get; init; }

    /// <summary>The provider's base address, or null for the kind's own.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The key, or null where the provider needs none.</summary>
    public Secret? ApiKey { get; init; }

    /// <summary>Models to offer, the first being the default; empty where the provider is asked.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>How calls are retried, bounded and cut off.</summary>
    public ConnectionLimits Limits { get; init; } = new();

    /// <summary>The connection tried when this one has failed for good before its first token; null for none.</summary>
    public string? Fallback { get; init; }

    /// <summary>Whether runs of flows that name the connection are recorded, or replayed from their flow's recording; null for neither.</summary>
    public RecordingMode? Recording { get; init; }

    /// <summary>Whether a text has the form of a connection's name.</summary>
    public static bool IsValidName(string? text) => text is not null && NameForm().IsMatch(text);

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameForm();
}
