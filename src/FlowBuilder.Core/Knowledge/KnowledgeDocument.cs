using System.Collections.Immutable;

namespace FlowBuilder.Core.Knowledge;

/// <summary>A document of a knowledge base, without its bytes and chunks.</summary>
public sealed record KnowledgeDocument
{
    /// <summary>Its id within the knowledge base.</summary>
    public required string Id { get; init; }

    /// <summary>The knowledge base.</summary>
    public required string BaseId { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>Where it came from: a file's name, an address; empty for a text that came without.</summary>
    public string Source { get; init; } = "";

    /// <summary>The media type that its sender claimed; may be empty.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>SHA-256 of its bytes, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>How many bytes it has.</summary>
    public long Bytes { get; init; }

    /// <summary>How far it is.</summary>
    public KnowledgeDocumentState State { get; init; }

    /// <summary>Why it failed; null unless it has.</summary>
    public KnowledgeFault? Fault { get; init; }

    /// <summary>How many chunks can be found, those switched off included.</summary>
    public int Chunks { get; init; }

    /// <summary>How many chunks there will be; 0 until that is known.</summary>
    public int ChunksToEmbed { get; init; }

    /// <summary>How many of those have their vectors.</summary>
    public int ChunksEmbedded { get; init; }

    /// <summary>What else its sender said of it; every chunk has it too.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>When it was first stored.</summary>
    public DateTimeOffset AddedAt { get; init; }

    /// <summary>When its state changed last.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether it is waiting or being worked on.</summary>
    public bool IsUnfinished => State is not (KnowledgeDocumentState.Ready or KnowledgeDocumentState.Failed or KnowledgeDocumentState.Cancelled);
}
