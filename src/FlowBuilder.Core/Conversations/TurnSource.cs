namespace FlowBuilder.Core.Conversations;

/// <summary>A document that an answer was made from.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Excerpt">What of its text the answer speaks of, else its beginning.</param>
/// <param name="Score">How well it fitted, higher being better; null where nothing was asked.</param>
public sealed record TurnSource(string Title, string Excerpt, double? Score)
{
    /// <summary>The number by which the answer cites it, from 1; null where nobody knows which documents its numbers count.</summary>
    public int? Number { get; init; }

    /// <summary>Its address on the web (http or https), or null.</summary>
    public string? Link { get; init; }

    /// <summary>Where in its document it stands, such as a page; null where that is unknown.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>The knowledge base that it was found in, or null.</summary>
    public string? Knowledge { get; init; }

    /// <summary>Its document in that knowledge base, or null.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Its chunk in that knowledge base, or null.</summary>
    public string? ChunkId { get; init; }
}
