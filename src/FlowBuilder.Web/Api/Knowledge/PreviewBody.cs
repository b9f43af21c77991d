using FlowBuilder.Core.Knowledge;
using FlowBuilder.Knowledge.Bases;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>What is to be cut to see how settings would cut it: a text, or a stored document.</summary>
internal sealed record PreviewBody
{
    /// <summary>How it is cleaned and cut; the embedding does not matter.</summary>
    public KnowledgeSettings Settings { get; init; } = new();

    /// <summary>A text.</summary>
    public string? Text { get; init; }

    /// <summary>A stored document, where there is no text.</summary>
    public Stored? Document { get; init; }

    /// <summary>The most chunks to show.</summary>
    public int Top { get; init; } = 50;

    /// <summary>Whether it can be asked so: one text or one document, and a number of chunks that is shown.</summary>
    public bool IsValid =>
        Text is null != Document is null && Top is >= 1 and <= KnowledgePreview.MostChunks && Text is not { Length: > KnowledgePreview.MostText };

    /// <summary>Names a stored document.</summary>
    /// <param name="KnowledgeId">Its knowledge base.</param>
    /// <param name="DocumentId">The document.</param>
    internal sealed record Stored(string KnowledgeId, string DocumentId);
}
