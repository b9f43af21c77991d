using System.Collections.Immutable;
using System.Security.Cryptography;
using FlowBuilder.Core.Knowledge;

namespace FlowBuilder.Interchange.Bundles;

/// <summary>The table of contents of a knowledge base in a bundle.</summary>
internal sealed record KnowledgeTable
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public KnowledgeSettings? Settings { get; init; }

    /// <summary>The documents.</summary>
    public IReadOnlyList<Item?>? Documents { get; init; }

    /// <summary>The table of a knowledge base whose documents stand in a folder under their numbers.</summary>
    public static KnowledgeTable Of(BundledKnowledge knowledge, string folder) => new()
    {
        Name = knowledge.Base.Name,
        Description = knowledge.Base.Description,
        Settings = knowledge.Base.Settings,
        Documents = [.. knowledge.Documents.Select((document, index) => new Item(
            document.Id,
            document.Title,
            document.Source,
            document.MediaType,
            document.Metadata,
            $"{folder}/{index + 1}",
            Convert.ToHexStringLower(SHA256.HashData(document.Content.Span))))],
    };

    /// <summary>The knowledge base, or null where it is not one that can be kept here.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="documents">Its documents.</param>
    public BundledKnowledge? ToKnowledge(string id, ImmutableArray<KnowledgeUpload> documents) => IsId(id) && !string.IsNullOrWhiteSpace(Name)
        ? new BundledKnowledge(new KnowledgeBase { Id = id, Name = Name, Description = Description ?? "", Settings = Settings ?? new KnowledgeSettings() }, documents)
        : null;

    /// <summary>Whether a text may be an id: it can stand in an address.</summary>
    public static bool IsId(string? id) =>
        id is { Length: > 0 and <= KnowledgeBase.MostIdLength } and not ("." or "..") && !id.Any(letter => char.IsControl(letter) || letter is '/' or '\\');

    /// <summary>A document of the knowledge base.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Title">What it is called.</param>
    /// <param name="Source">Where it came from.</param>
    /// <param name="MediaType">The media type that was claimed.</param>
    /// <param name="Metadata">What else is known of it.</param>
    /// <param name="File">Its entry.</param>
    /// <param name="Sha256">The hash of the entry's bytes, in lower-case hexadecimal.</param>
    internal sealed record Item(
        string? Id, string? Title, string? Source, string? MediaType, ImmutableSortedDictionary<string, string>? Metadata, string? File, string? Sha256)
    {
        /// <summary>The document with its bytes.</summary>
        public KnowledgeUpload ToUpload(byte[] content) => new()
        {
            Id = Id,
            Title = string.IsNullOrWhiteSpace(Title) ? Source ?? Id! : Title,
            Source = Source ?? "",
            MediaType = MediaType ?? "",
            Metadata = Metadata ?? ImmutableSortedDictionary<string, string>.Empty,
            Content = content,
        };
    }
}
