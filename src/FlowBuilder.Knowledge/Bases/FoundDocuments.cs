using System.Globalization;
using System.Text;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;

namespace FlowBuilder.Knowledge.Bases;

/// <summary>Makes of found chunks what flows and models are given.</summary>
internal static class FoundDocuments
{
    /// <summary>The metadata that names the knowledge base.</summary>
    public const string Knowledge = "knowledge";

    /// <summary>The metadata that names the document.</summary>
    public const string DocumentId = "documentId";

    /// <summary>The metadata that names the chunk.</summary>
    public const string ChunkId = "chunkId";

    /// <summary>The metadata that has the chunk's own text, where the document's text is the wider section around it.</summary>
    public const string Excerpt = "excerpt";

    // What tells people the place of a passage, in the order in which they are told.
    private static readonly string[] Places = [DocumentMetadata.Page, DocumentMetadata.Slide, DocumentMetadata.Sheet, DocumentMetadata.Row, DocumentMetadata.Section];

    /// <summary>The documents for what was found, in its order; several chunks of one section give one, by the best of them.</summary>
    /// <param name="baseId">The knowledge base.</param>
    /// <param name="hits">What was found, best first.</param>
    /// <param name="top">The most documents to give.</param>
    public static DocumentList Of(string baseId, IEnumerable<KnowledgeHit> hits, int top) =>
        new([.. hits.DistinctBy(hit => (hit.Chunk.DocumentId, hit.Chunk.Section ?? hit.Chunk.Id)).Take(top).Select(hit => Of(baseId, hit))]);

    /// <summary>The documents as a model reads them: numbered, each with its title, its source and its place.</summary>
    public static string ToText(DocumentList documents)
    {
        if (documents.Count == 0) return "Nothing was found. Try other words.";
        var text = new StringBuilder();
        for (var i = 0; i < documents.Count; i++)
        {
            var document = documents[i];
            if (i > 0) text.Append("\n\n");
            text.Append(CultureInfo.InvariantCulture, $"[{i + 1}] {Heading(document)}\n{document.Text}");
        }

        return text.ToString();
    }

    private static Document Of(string baseId, KnowledgeHit hit)
    {
        var chunk = hit.Chunk;
        var metadata = chunk.Metadata.ToBuilder();
        metadata[Knowledge] = baseId;
        metadata[DocumentId] = chunk.DocumentId;
        metadata[ChunkId] = chunk.Id;
        if (chunk.Section is not null) metadata[Excerpt] = chunk.Text;
        return new Document
        {
            Text = chunk.Section ?? chunk.Text,
            Title = chunk.Title,
            Source = chunk.Source.Length > 0 ? chunk.Source : chunk.Metadata.GetValueOrDefault(NodeUploads.Source, ""),
            Score = hit.Score,
            Metadata = metadata.ToImmutable(),
        };
    }

    private static string Heading(Document document)
    {
        List<string> parts = [document.Title];
        if (document.Source != document.Title) parts.Add(document.Source);
        foreach (var place in Places)
        {
            if (document.Metadata.TryGetValue(place, out var value) && value != document.Title) parts.Add($"{place} {value}");
        }

        return string.Join(", ", parts.Where(part => part.Length > 0));
    }
}
