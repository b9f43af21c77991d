using System.Collections.Immutable;

namespace FlowBuilder.Core.Values;

/// <summary>A text with where it came from: a whole document, or a passage of one.</summary>
public sealed record Document
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>What it is called, for people; empty where it has no name.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where it came from: a file's name, an address; empty where unknown.</summary>
    public string Source { get; init; } = "";

    /// <summary>How well it answers the query that found it, higher being better; null where nothing was asked.</summary>
    public double? Score { get; init; }

    /// <summary>What else is known of it: page, row, section, offset.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
