using System.Collections.Immutable;

namespace FlowBuilder.Core.Knowledge;

/// <summary>A chunk to be stored, ready to be found.</summary>
public sealed record NewChunk
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The wider text around it, with what people edited in it; null where there is none. Chunks of one section have the same.</summary>
    public string? Section { get; init; }

    /// <summary>The title of the document, or of its part that this stands in.</summary>
    public string Title { get; init; } = "";

    /// <summary>The hash of the text as it is in the document, which differs from that of <see cref="Text"/> where a person edited it.</summary>
    public required TextHash Original { get; init; }

    /// <summary>The hash of <see cref="Text"/>, under which its vector is kept.</summary>
    public required TextHash Hash { get; init; }

    /// <summary>What keyword search finds it by.</summary>
    public required KeywordTerms Terms { get; init; }

    /// <summary>Whether it is found.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Whether a person wrote the text anew.</summary>
    public bool IsEdited { get; init; }

    /// <summary>Its place and what else is known of it.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
