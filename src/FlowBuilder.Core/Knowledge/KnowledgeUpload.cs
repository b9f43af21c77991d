using System.Collections.Immutable;

namespace FlowBuilder.Core.Knowledge;

/// <summary>A document to be stored.</summary>
public sealed record KnowledgeUpload
{
    /// <summary>
    /// The sender's own id, under which a document that is there is replaced. Null replaces the document of the same <see cref="Source"/>,
    /// or, where that is empty, the one with the same bytes.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>Where it came from: a file's name, an address; empty for a text.</summary>
    public string Source { get; init; } = "";

    /// <summary>The media type that the sender claims; may be empty.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Its bytes.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>What else is known of it.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
