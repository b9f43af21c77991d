using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Knowledge;
using FlowBuilder.Web.Api.Problems;

namespace FlowBuilder.Web.Api.Knowledge;

/// <summary>Documents that come as texts or as the addresses of pages.</summary>
internal sealed record TextsBody
{
    /// <summary>The most addresses in a request.</summary>
    public const int MostUrls = 20;

    /// <summary>The documents.</summary>
    public IReadOnlyList<Item> Documents { get; init; } = [];

    /// <summary>The address of a page to fetch.</summary>
    public string? Url { get; init; }

    /// <summary>The addresses of pages to fetch.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Every address, each once.</summary>
    /// <exception cref="ApiException">They are too many.</exception>
    public IReadOnlyList<string> AllUrls()
    {
        IReadOnlyList<string> all = [.. (Url is null ? Urls : Urls.Prepend(Url)).Select(url => url.Trim()).Distinct(StringComparer.Ordinal)];
        return all.Count <= MostUrls ? all : throw new ApiException(KnowledgeProblems.TooManyUrls);
    }

    /// <summary>The documents as they are stored.</summary>
    /// <exception cref="ApiException">One of them cannot be.</exception>
    public IReadOnlyList<KnowledgeUpload> ToUploads() => [.. Documents.Select(UploadOf)];

    private static KnowledgeUpload UploadOf(Item item, int index)
    {
        if (item.Id is { } id && !DocumentId.IsValid(id)) throw new ApiException(KnowledgeProblems.BadDocument($"$.documents[{index}].id", DocumentId.Rule));
        return new KnowledgeUpload
        {
            Id = item.Id,
            Title = item.Title?.Trim() is { Length: > 0 } title ? Short(title) : Short(item.Text.AsSpan().Trim().ToString().Split('\n')[0].Trim()),
            MediaType = "text/plain",
            Content = Encoding.UTF8.GetBytes(item.Text),
            Metadata = item.Metadata?.ToImmutableSortedDictionary(fact => fact.Key, fact => TextOf(fact.Value), StringComparer.Ordinal)
                ?? ImmutableSortedDictionary<string, string>.Empty,
        };
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Short(string text)
    {
        if (text.Length <= 200) return text;
        return text[..(char.IsHighSurrogate(text[198]) ? 198 : 199)] + "…";
    }

    /// <summary>One text.</summary>
    internal sealed record Item
    {
        /// <summary>The sender's own id, under which a document that is there is replaced.</summary>
        public string? Id { get; init; }

        /// <summary>What people call it; by default the text's first line.</summary>
        public string? Title { get; init; }

        /// <summary>The text.</summary>
        public required string Text { get; init; }

        /// <summary>What else is known of it.</summary>
        public Dictionary<string, JsonElement>? Metadata { get; init; }
    }
}
